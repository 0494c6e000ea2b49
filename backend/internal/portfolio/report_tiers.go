package portfolio

// TiersReport is the service that the clients of each value class get. Revenue is of the window.
type TiersReport struct {
	Tiers []TierTotal `json:"tiers"`
}

// TierTotal is one value class with its tier and its clients; Tier is empty where the settings name none for the class.
type TierTotal struct {
	Class           string   `json:"class"`
	Tier            string   `json:"tier"`
	Name            string   `json:"name"`
	Clients         int64    `json:"clients"`
	Revenue         int64    `json:"revenue_minor"`
	ResponseHours   int      `json:"response_hours"`
	Channels        []string `json:"channels"`
	EffortMinutes   int      `json:"effort_minutes"`
	DiscountPercent float64  `json:"discount_percent"`
}
