package portfolio

import "clientele/internal/analytics"

// tiersOf gives every value class that the settings' cuts make with its service and its clients.
func tiersOf(in *inputs) TiersReport {
	var clients, revenue [7]int64
	for i := range in.figures {
		c := min(int(in.figures[i].ABC), len(clients)-1)
		clients[c]++
		revenue[c] = plus(revenue[c], in.figures[i].Revenue)
	}
	r := TiersReport{Tiers: []TierTotal{}}
	add := func(c analytics.ABCClass) {
		t := TierTotal{Class: c.String(), Clients: clients[c], Revenue: revenue[c], Channels: []string{}}
		if v, ok := in.settings.Tier(t.Class); ok {
			t.Tier, t.Name, t.ResponseHours, t.EffortMinutes, t.DiscountPercent = v.Code, v.Name, v.ResponseHours, v.EffortMinutes, v.DiscountPercent
			t.Channels = append(t.Channels, v.Channels...)
		}
		r.Tiers = append(r.Tiers, t)
	}
	for c := analytics.ABCClassA; int(c) <= len(in.settings.ABCCuts)+1; c++ {
		add(c)
	}
	add(analytics.ABCNone)
	return r
}
