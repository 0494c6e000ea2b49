package portfolio

import "clientele/internal/id"

// PlaceFact is where a client is. Country and CityKey are empty where they are not known, coordinates count only when Located.
type PlaceFact struct {
	Client    id.ID
	Country   string
	City      string
	CityKey   string // folded, so that spellings of a city meet
	Located   bool
	Latitude  float64
	Longitude float64
}

// MapReport is clients and value by place. Revenue is of the window, predicted is margin within the horizon, both in minor units.
type MapReport struct {
	Countries []CountryTotal `json:"countries"` // largest revenue first
	Places    []PlaceTotal   `json:"places"`    // at most 2,000, largest revenue first
	Other     ClientsRevenue `json:"other"`     // in the places left out
	Unplaced  ClientsRevenue `json:"unplaced"`  // neither a country nor coordinates
}

// CountryTotal is the clients of a country (ISO 3166 code of two letters).
type CountryTotal struct {
	Country   string `json:"country"`
	Clients   int64  `json:"clients"`
	Revenue   int64  `json:"revenue_minor"`
	Predicted int64  `json:"predicted_minor"`
}

// PlaceTotal is the clients of a city; coordinates are the mean of those known, nil where none is. City is empty for clients of whom only
// the country is known.
type PlaceTotal struct {
	Country   string   `json:"country"`
	City      string   `json:"city"`
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
	Clients   int64    `json:"clients"`
	Revenue   int64    `json:"revenue_minor"`
	Predicted int64    `json:"predicted_minor"`
}
