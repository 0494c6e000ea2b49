package httpapi

import (
	"time"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// ClientFields is what can be said of a client. In POST and PUT what is left out is empty; in bulk it keeps its value.
type ClientFields struct {
	Kind                 *string    `json:"kind,omitempty" validate:"optional" enums:"b2c,b2b,b2g"`
	Name                 *string    `json:"name,omitempty" validate:"optional"`
	Title                *string    `json:"title,omitempty" validate:"optional"`
	FirstName            *string    `json:"first_name,omitempty" validate:"optional"`
	LastName             *string    `json:"last_name,omitempty" validate:"optional"`
	CompanyName          *string    `json:"company_name,omitempty" validate:"optional"`
	Email                *string    `json:"email,omitempty" validate:"optional"`
	Phone                *string    `json:"phone,omitempty" validate:"optional"`
	Language             *string    `json:"language,omitempty" validate:"optional" example:"fr"`
	TimeZone             *string    `json:"time_zone,omitempty" validate:"optional"`
	BirthDay             *clock.Day `json:"birth_day,omitempty" validate:"optional" example:"1980-05-17"`
	Gender               *string    `json:"gender,omitempty" validate:"optional"`
	Occupation           *string    `json:"occupation,omitempty" validate:"optional"`
	HouseholdSize        *int64     `json:"household_size,omitempty" validate:"optional"`
	IncomeBand           *string    `json:"income_band,omitempty" validate:"optional"`
	Interests            *string    `json:"interests,omitempty" validate:"optional"`
	PreferredChannel     *string    `json:"preferred_channel,omitempty" validate:"optional"`
	Line1                *string    `json:"line1,omitempty" validate:"optional"`
	Line2                *string    `json:"line2,omitempty" validate:"optional"`
	Postcode             *string    `json:"postcode,omitempty" validate:"optional"`
	City                 *string    `json:"city,omitempty" validate:"optional"`
	Region               *string    `json:"region,omitempty" validate:"optional"`
	Country              *string    `json:"country,omitempty" validate:"optional" example:"FR"`
	Latitude             *float64   `json:"latitude,omitempty" validate:"optional"`
	Longitude            *float64   `json:"longitude,omitempty" validate:"optional"`
	AcquisitionSource    *string    `json:"acquisition_source,omitempty" validate:"optional"`
	AcquisitionDay       *clock.Day `json:"acquisition_day,omitempty" validate:"optional"`
	AcquisitionCostMinor *int64     `json:"acquisition_cost_minor,omitempty" validate:"optional"`
	OwnerID              *id.ID     `json:"owner_id,omitempty" validate:"optional"`
	ParentID             *id.ID     `json:"parent_id,omitempty" validate:"optional"`
	DivisionID           *id.ID     `json:"division_id,omitempty" validate:"optional"`
	Risk                 *string    `json:"risk,omitempty" validate:"optional"`
	IsReference          *bool      `json:"is_reference,omitempty" validate:"optional"`
	Note                 *string    `json:"note,omitempty" validate:"optional"`
} //	@name	ClientFields

// ClientCreateBody is a new client; source and reference name it in the system it comes from.
type ClientCreateBody struct {
	Source    string `json:"source,omitempty" validate:"optional"`
	Reference string `json:"reference,omitempty" validate:"optional"`
	ClientFields
} //	@name	ClientCreate

// ClientBody is a client. Keys of the source: source and reference.
type ClientBody struct {
	ID                   id.ID      `json:"id"`
	Version              int64      `json:"version"`
	Source               string     `json:"source"`
	Reference            *string    `json:"reference" extensions:"x-nullable"`
	Kind                 string     `json:"kind" enums:"b2c,b2b,b2g"`
	State                string     `json:"state" enums:"active,archived"`
	Name                 string     `json:"name"`
	Title                string     `json:"title"`
	FirstName            string     `json:"first_name"`
	LastName             string     `json:"last_name"`
	CompanyName          string     `json:"company_name"`
	Email                string     `json:"email"`
	Phone                string     `json:"phone"`
	Language             string     `json:"language"`
	TimeZone             string     `json:"time_zone"`
	BirthDay             *clock.Day `json:"birth_day" extensions:"x-nullable"`
	Gender               string     `json:"gender"`
	Occupation           string     `json:"occupation"`
	HouseholdSize        *int64     `json:"household_size" extensions:"x-nullable"`
	IncomeBand           string     `json:"income_band"`
	Interests            string     `json:"interests"`
	PreferredChannel     string     `json:"preferred_channel"`
	Line1                string     `json:"line1"`
	Line2                string     `json:"line2"`
	Postcode             string     `json:"postcode"`
	City                 string     `json:"city"`
	Region               string     `json:"region"`
	Country              string     `json:"country"`
	Latitude             *float64   `json:"latitude" extensions:"x-nullable"`
	Longitude            *float64   `json:"longitude" extensions:"x-nullable"`
	AcquisitionSource    string     `json:"acquisition_source"`
	AcquisitionDay       *clock.Day `json:"acquisition_day" extensions:"x-nullable"`
	AcquisitionCostMinor *int64     `json:"acquisition_cost_minor" extensions:"x-nullable"`
	OwnerID              *id.ID     `json:"owner_id" extensions:"x-nullable"`
	ParentID             *id.ID     `json:"parent_id" extensions:"x-nullable"`
	DivisionID           *id.ID     `json:"division_id" extensions:"x-nullable"`
	Risk                 string     `json:"risk"`
	IsReference          bool       `json:"is_reference"`
	Note                 string     `json:"note"`
	MergedInto           *id.ID     `json:"merged_into" extensions:"x-nullable"`
	CreatedAt            time.Time  `json:"created_at"`
	UpdatedAt            time.Time  `json:"updated_at"`
} //	@name	Client

// ClientFiguresBody is what the published run says of a client, in minor units of the reporting currency.
// The window is the run's, total is since the beginning. Margin is null where no cost is known. A class that is not known is empty:
// those after rfm_group are unknown in runs made before they were computed.
type ClientFiguresBody struct {
	FirstOrderDay     *clock.Day `json:"first_order_day" extensions:"x-nullable"`
	LastOrderDay      *clock.Day `json:"last_order_day" extensions:"x-nullable"`
	Orders            int64      `json:"orders"`
	RevenueMinor      int64      `json:"revenue_minor"`
	MarginMinor       *int64     `json:"margin_minor" extensions:"x-nullable"`
	TotalOrders       int64      `json:"total_orders"`
	TotalRevenueMinor int64      `json:"total_revenue_minor"`
	TotalMarginMinor  *int64     `json:"total_margin_minor" extensions:"x-nullable"`
	ReturnsMinor      int64      `json:"returns_minor"`
	ABC               string     `json:"abc" enums:"A,B,C,D,E,F,none"`
	R                 int64      `json:"r"`
	F                 int64      `json:"f"`
	M                 int64      `json:"m"`
	RFMGroup          string     `json:"rfm_group"`

	Trend          string              `json:"trend"` // growing, stable, declining, unknown
	FRATCategory   *ReportCategoryBody `json:"frat_category" extensions:"x-nullable"`
	FRATFocus      string              `json:"frat_focus"` // specialist, focused, mixed, none
	Alive          *float64            `json:"alive" extensions:"x-nullable"`
	PredictedMinor *int64              `json:"predicted_minor" extensions:"x-nullable"`
	PotentialMinor *int64              `json:"potential_minor" extensions:"x-nullable"`
	Quadrant       string              `json:"quadrant"` // desirable, mature, underdeveloped, unverified, low_priority
	Guards         *GuardStatesBody    `json:"guards" extensions:"x-nullable"`
	Relationship   string              `json:"relationship"` // prospect, potential, loyal, doubtful
	LifeStage      string              `json:"life_stage"`   // fresh, approaching, due, late, lapsed
	DueDay         *clock.Day          `json:"due_day" extensions:"x-nullable"`
	Tier           string              `json:"tier"`
} //	@name	ClientFigures

// GuardStatesBody is what is known of each demotion guard of a client.
type GuardStatesBody struct {
	Reference     string `json:"reference" enums:"yes,no,unanswered"`
	Growing       string `json:"growing" enums:"yes,no,unanswered"`
	OtherDivision string `json:"other_division" enums:"yes,no,unanswered"`
} //	@name	GuardStates

// ClientRowBody is a client in a list.
type ClientRowBody struct {
	ID          id.ID              `json:"id"`
	Source      string             `json:"source"`
	Reference   *string            `json:"reference" extensions:"x-nullable"`
	Kind        string             `json:"kind" enums:"b2c,b2b,b2g"`
	State       string             `json:"state" enums:"active,archived"`
	Name        string             `json:"name"`
	FirstName   string             `json:"first_name"`
	LastName    string             `json:"last_name"`
	CompanyName string             `json:"company_name"`
	Email       string             `json:"email"`
	Phone       string             `json:"phone"`
	Language    string             `json:"language"`
	Postcode    string             `json:"postcode"`
	City        string             `json:"city"`
	Country     string             `json:"country"`
	OwnerID     *id.ID             `json:"owner_id" extensions:"x-nullable"`
	CreatedAt   time.Time          `json:"created_at"`
	Figures     *ClientFiguresBody `json:"figures" extensions:"x-nullable"`
} //	@name	ClientRow

// ClientList is a page of clients.
type ClientList struct {
	Items      []ClientRowBody `json:"items"`
	NextCursor *string         `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64          `json:"total" extensions:"x-nullable"`
} //	@name	ClientList

// ClientBulkRow is one client of a bulk request, named by source and reference.
type ClientBulkRow struct {
	Source    string `json:"source"`
	Reference string `json:"reference"`
	ClientFields
} //	@name	ClientBulkRow

// ClientBulkBody is up to 1,000 clients.
type ClientBulkBody struct {
	Items []ClientBulkRow `json:"items"`
} //	@name	ClientBulk

// BulkResultBody is what became of one row; row counts from 0. Errors are there only when it failed.
type BulkResultBody struct {
	Row    int            `json:"row"`
	Status string         `json:"status" enums:"created,updated,unchanged,failed"`
	ID     *id.ID         `json:"id" extensions:"x-nullable"`
	Code   string         `json:"code,omitempty" validate:"optional"`
	Errors []ProblemField `json:"errors,omitempty" validate:"optional"`
} //	@name	BulkResult

// BulkAnswerBody is what became of every row of a bulk request, in order.
type BulkAnswerBody struct {
	Results   []BulkResultBody `json:"results"`
	Created   int              `json:"created"`
	Updated   int              `json:"updated"`
	Unchanged int              `json:"unchanged"`
	Failed    int              `json:"failed"`
} //	@name	BulkAnswer

func clientBody(c client.Client) ClientBody {
	return ClientBody{ID: c.ID, Version: c.Version, Source: c.Source, Reference: c.Reference, Kind: c.Kind, State: c.State, Name: c.Name, Title: c.Title,
		FirstName: c.FirstName, LastName: c.LastName, CompanyName: c.CompanyName, Email: c.Email, Phone: c.Phone, Language: c.Language, TimeZone: c.TimeZone,
		BirthDay: c.BirthDay, Gender: c.Gender, Occupation: c.Occupation, HouseholdSize: c.HouseholdSize, IncomeBand: c.IncomeBand, Interests: c.Interests,
		PreferredChannel: c.PreferredChannel, Line1: c.Line1, Line2: c.Line2, Postcode: c.Postcode, City: c.City, Region: c.Region, Country: c.Country,
		Latitude: c.Latitude, Longitude: c.Longitude, AcquisitionSource: c.AcquisitionSource, AcquisitionDay: c.AcquisitionDay,
		AcquisitionCostMinor: c.AcquisitionCostMinor, OwnerID: c.OwnerID, ParentID: c.ParentID, DivisionID: c.DivisionID, Risk: c.Risk,
		IsReference: c.IsReference, Note: c.Note, MergedInto: c.MergedInto, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
}

func clientRowBody(r client.Row) ClientRowBody {
	return ClientRowBody{ID: r.ID, Source: r.Source, Reference: r.Reference, Kind: r.Kind, State: r.State, Name: r.Name, FirstName: r.FirstName,
		LastName: r.LastName, CompanyName: r.CompanyName, Email: r.Email, Phone: r.Phone, Language: r.Language, Postcode: r.Postcode, City: r.City,
		Country: r.Country, OwnerID: r.OwnerID, CreatedAt: r.CreatedAt, Figures: figuresBody(r.Figures)}
}

func dayOf(v *int64) *clock.Day {
	if v == nil {
		return nil
	}
	d := clock.Day(*v)
	return &d
}

// bulkAnswer writes the outcome of every row.
func bulkAnswer[R any](rows []R, of func(R) (status string, v id.ID, err error)) BulkAnswerBody {
	out := BulkAnswerBody{Results: make([]BulkResultBody, len(rows))}
	for i, r := range rows {
		status, v, err := of(r)
		b := BulkResultBody{Row: i, Status: status}
		if v != 0 {
			b.ID = &v
		}
		if err != nil {
			_, p := problemOf(err)
			b.Code, b.Errors = p.Code, p.Errors
		}
		switch status {
		case client.Created:
			out.Created++
		case client.Updated:
			out.Updated++
		case client.Unchanged:
			out.Unchanged++
		default:
			out.Failed++
		}
		out.Results[i] = b
	}
	return out
}
