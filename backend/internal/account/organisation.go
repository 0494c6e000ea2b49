package account

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
	"clientele/internal/page"
)

// Organisation is the company that runs the product: its reporting currency and the time zone of its days.
type Organisation struct {
	Name     string `json:"name"`
	Currency string `json:"currency"`
	TimeZone string `json:"time_zone"`
	Country  string `json:"country"`
	Version  int64  `json:"-"`
}

// DefaultOrganisation is used until an admin says otherwise.
var DefaultOrganisation = Organisation{Name: "Clientele", Currency: "EUR", TimeZone: "Europe/Paris", Country: "FR"}

// Zone gives the time zone of the organisation's days, UTC where it is unknown.
func (o Organisation) Zone() *time.Location {
	if z, err := time.LoadLocation(o.TimeZone); err == nil {
		return z
	}
	return time.UTC
}

// Validate says what is wrong with the fields.
func (o Organisation) Validate() error {
	var c fault.Check
	c.Required("name", o.Name)
	c.Max("name", o.Name, 200)
	c.That(money.ValidCurrency(o.Currency), "currency", "currency", "must be an ISO 4217 code such as EUR")
	_, err := time.LoadLocation(o.TimeZone)
	c.That(o.TimeZone != "" && err == nil, "time_zone", "time_zone", "must be a time zone such as Europe/Paris")
	c.That(len(o.Country) == 2 && strings.ToUpper(o.Country) == o.Country, "country", "country", "must be an ISO 3166 code such as FR")
	return c.Err()
}

// Settings keeps named values as JSON with a version.
type Settings interface {
	// Setting reads a value; version 0 and an empty text where there is none.
	Setting(ctx context.Context, name string) (value string, version int64, err error)
	// PutSetting writes a value if the stored version is still the given one; fault conflict otherwise.
	PutSetting(ctx context.Context, name, value string, version int64) error
	// HasOrders says whether any order is stored.
	HasOrders(ctx context.Context) (bool, error)
}

// OrganisationService reads and changes the organisation.
type OrganisationService struct {
	settings Settings
	tx       event.Tx
}

// NewOrganisationService gives the service over a store.
func NewOrganisationService(s Settings, tx event.Tx) *OrganisationService {
	return &OrganisationService{settings: s, tx: tx}
}

// Get gives the organisation, the default one until it was changed.
func (s *OrganisationService) Get(ctx context.Context) (Organisation, error) {
	text, version, err := s.settings.Setting(ctx, "organisation")
	if err != nil {
		return Organisation{}, err
	}
	o := DefaultOrganisation
	o.Version = version
	if text != "" {
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			return o, fault.Wrap(fault.KindInternal, "", "", err)
		}
	}
	return o, nil
}

// Put changes the organisation. Currency and time zone are fixed once orders are stored, because amounts and days follow from them.
func (s *OrganisationService) Put(ctx context.Context, o Organisation, version int64) (Organisation, error) {
	if err := o.Validate(); err != nil {
		return o, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.Get(ctx)
		if err != nil {
			return err
		}
		if old.Currency != o.Currency || old.TimeZone != o.TimeZone {
			has, err := s.settings.HasOrders(ctx)
			if err != nil {
				return err
			}
			if has {
				return fault.Conflict("orders_exist", "Currency and time zone cannot change once orders are stored.")
			}
		}
		b, err := json.Marshal(o)
		if err != nil {
			return err
		}
		return s.settings.PutSetting(ctx, "organisation", string(b), version)
	})
	o.Version = version + 1
	return o, err
}

// Division is a part of the company that sells on its own.
type Division struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version   int64
	Code      string
	Name      string
	State     string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName is the table's name.
func (Division) TableName() string { return "division" }

// Validate says what is wrong with the fields.
func (d Division) Validate() error {
	var c fault.Check
	c.Required("code", d.Code)
	c.Max("code", d.Code, 64)
	c.Required("name", d.Name)
	c.Max("name", d.Name, 200)
	c.OneOf("state", d.State, "active", "archived")
	return c.Err()
}

// DivisionStore keeps divisions.
type DivisionStore interface {
	Division(ctx context.Context, id id.ID) (Division, error)
	Divisions(ctx context.Context, w page.Window) (page.List[Division], error)
	// DivisionsByCode gives the divisions with the codes; absent ones are left out.
	DivisionsByCode(ctx context.Context, codes []string) (map[string]Division, error)
	CreateDivision(ctx context.Context, d Division) (Division, error)
	UpdateDivision(ctx context.Context, d Division, version int64) (Division, error)
}
