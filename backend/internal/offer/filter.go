package offer

import (
	"clientele/internal/clock"
	"clientele/internal/id"
)

// Filter narrows a list of offers; empty fields do not narrow. On asks for offers whose dates hold the day.
type Filter struct {
	Query     string
	States    []string
	Kinds     []string
	On        *clock.Day
	Placement id.ID
}

// PlacementFilter narrows a list of placements; empty fields do not narrow.
type PlacementFilter struct {
	Query    string
	States   []string
	Channels []string
}
