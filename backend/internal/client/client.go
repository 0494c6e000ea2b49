// Package client is who buys: people, organisations, public bodies; and the prospects that have not bought yet.
package client

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Client is a person or organisation that buys. Name is what lists show; the keys are folded forms, made by Complete.
// Money is in minor units of the reporting currency.
type Client struct {
	ID                   id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version              int64
	Source               string
	Reference            *string
	Kind                 string
	State                string
	Name                 string
	NameKey              string
	Title                string
	FirstName            string
	LastName             string
	CompanyName          string
	Email                string
	EmailKey             string
	Phone                string
	PhoneKey             string
	Language             string
	TimeZone             string
	BirthDay             *clock.Day
	Gender               string
	Occupation           string
	HouseholdSize        *int64
	IncomeBand           string
	Interests            string
	PreferredChannel     string
	Line1                string
	Line2                string
	Postcode             string
	City                 string
	CityKey              string
	Region               string
	Country              string
	Latitude             *float64
	Longitude            *float64
	AcquisitionSource    string
	AcquisitionDay       *clock.Day
	AcquisitionCostMinor *int64
	OwnerID              *id.ID
	ParentID             *id.ID
	DivisionID           *id.ID
	Risk                 string
	IsReference          bool
	Note                 string
	MergedInto           *id.ID
	ContentHash          int64
	CreatedAt            time.Time
	UpdatedAt            time.Time
}

// TableName is the table's name.
func (Client) TableName() string { return "client" }
