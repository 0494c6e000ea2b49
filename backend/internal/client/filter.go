package client

import "clientele/internal/id"

// Filter narrows a list of clients; empty fields do not narrow. Classes are those of the published run.
type Filter struct {
	Query      string
	Kinds      []string
	States     []string
	Sources    []string
	Countries  []string
	City       string
	OwnerID    id.ID
	SegmentID  id.ID
	ABC        []string
	RFMGroups  []string
	R, F, M    []string
	Prospect   *bool // true: no order yet; false: at least one
	References []string
}

// Figures are a client's figures in the published run, in minor units of the reporting currency; days count from 1970-01-01.
// The window is the run's (12 months unless set otherwise), total is since the beginning.
type Figures struct {
	FirstDay          *int64
	LastDay           *int64
	Orders            int64
	RevenueMinor      int64
	MarginMinor       *int64
	TotalOrders       int64
	TotalRevenueMinor int64
	TotalMarginMinor  *int64
	ReturnsMinor      int64
	ABC               string `gorm:"column:abc"`
	R, F, M           int64
	RFMGroup          string `gorm:"column:rfm_group"`
}

// Row is a client in a list, with its figures in the published run; nil where it has none.
type Row struct {
	Client
	Figures *Figures
}
