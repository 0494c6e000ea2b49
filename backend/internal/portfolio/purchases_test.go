package portfolio

import (
	"slices"
	"testing"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

func TestTrend(t *testing.T) {
	from := clock.Day(1000)
	for name, c := range map[string]struct {
		fact      Fact
		direction analytics.TrendDirection
		balance   float64
	}{
		"the example":                   {Fact{FirstDay: 1000, Before: 100, Revenue: 300, BeforeOrders: 1, Orders: 2}, analytics.TrendGrowing, 0.5},
		"20 % more":                     {Fact{FirstDay: 900, Before: 100, Revenue: 120, BeforeOrders: 2, Orders: 2}, analytics.TrendGrowing, 1.0 / 11},
		"19 % more":                     {Fact{FirstDay: 900, Before: 100, Revenue: 119, BeforeOrders: 2, Orders: 2}, analytics.TrendStable, 19.0 / 219},
		"a sixth less":                  {Fact{FirstDay: 900, Before: 120, Revenue: 100, BeforeOrders: 2, Orders: 2}, analytics.TrendDeclining, -1.0 / 11},
		"nothing any more":              {Fact{FirstDay: 900, Before: 120, BeforeOrders: 3}, analytics.TrendDeclining, -1},
		"too few purchases":             {Fact{FirstDay: 900, Before: 100, Revenue: 300, BeforeOrders: 1, Orders: 1}, analytics.TrendUnknown, 0},
		"younger than both windows":     {Fact{FirstDay: 1001, Before: 100, Revenue: 300, BeforeOrders: 5, Orders: 5}, analytics.TrendUnknown, 0},
		"never bought":                  {Fact{FirstDay: NoDay, Before: -100}, analytics.TrendUnknown, 0},
		"more returned than bought":     {Fact{FirstDay: 900, Before: 100, Revenue: -50, BeforeOrders: 2, Orders: 2}, analytics.TrendDeclining, -1},
		"only returns in both":          {Fact{FirstDay: 900, Before: -100, Revenue: -50, BeforeOrders: 2, Orders: 2}, analytics.TrendStable, 0},
		"windows without any purchases": {Fact{FirstDay: 100}, analytics.TrendUnknown, 0},
	} {
		f := Figure{Fact: c.fact}
		if err := f.trend(analytics.DefaultTrendRule(), from); err != nil || f.Trend.Name() != c.direction {
			t.Errorf("%s: got %s, want %s, %v", name, f.Trend, c.direction, err)
		}
		e, err := f.explainTrend(analytics.DefaultTrendRule(), from)
		if err != nil || e.Direction != c.direction || e.Before != c.fact.Before || e.Now != c.fact.Revenue {
			t.Errorf("%s: explained %+v, %v", name, e, err)
		}
		near(t, name, e.Balance, c.balance, 1e-12)
		if b, ok := f.balance(); ok {
			near(t, name+": balance", b, c.balance, 1e-12)
		} else if c.direction != analytics.TrendUnknown {
			t.Errorf("%s has no balance", name)
		}
	}
}

func TestCompleteMonths(t *testing.T) {
	at := func(text string, revenue int64) DayTotal {
		d, err := clock.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return DayTotal{Day: int64(d), RevenueMinor: revenue}
	}
	days := []DayTotal{at("2025-10-05", 9), at("2025-11-01", 1), at("2025-11-30", 2), at("2026-01-15", 4), at("2026-02-03", 8)}
	for asOf, want := range map[string][]float64{"2026-02-27": {3, 0, 4}, "2026-02-28": {3, 0, 4, 8}, "2025-10-31": {}, "2025-11-30": {3}} {
		d, _ := clock.ParseDay(asOf)
		if got := completeMonths(days, d); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", asOf, got, want)
		}
	}
	if got := completeMonths([]DayTotal{at("2025-10-01", 9)}, clock.Date(2025, 10, 31)); !slices.Equal(got, []float64{9}) {
		t.Errorf("a first month that is whole: got %v", got)
	}
	if got := completeMonths([]DayTotal{at("2015-10-02", 9)}, clock.Date(2026, 3, 12)); len(got) != 36 {
		t.Errorf("looks back %d months", len(got))
	}
	if got := completeMonths(nil, 20000); len(got) != 0 {
		t.Errorf("nothing: got %v", got)
	}
}

func TestTypeOfPurchases(t *testing.T) {
	categories := map[id.ID]Category{1: {ID: 1, Name: "tyres", Code: "T"}, 2: {ID: 2, Name: "service", Code: "S"}, 3: {ID: 3, Name: "service", Code: "R"}}
	labels := labelsOf(categories)
	from := clock.Day(100)
	line := func(category id.ID, day int32, net int64) LineFact {
		return LineFact{Category: category, Day: day, Net: net}
	}
	for name, c := range map[string]struct {
		lines    []LineFact
		category id.ID
		focus    analytics.FRATFocus
		share    int16
	}{
		"the example":          {[]LineFact{line(1, 100, 300), line(2, 100, 400), line(2, 150, 500)}, 2, analytics.FRATFocused, 750},
		"nothing":              {nil, 0, analytics.FRATNone, 0},
		"before the window":    {[]LineFact{line(1, 99, 300)}, 0, analytics.FRATNone, 0},
		"brought back":         {[]LineFact{line(1, 100, 300), line(1, 120, -300), line(2, 101, 1)}, 2, analytics.FRATSpecialist, 1000},
		"without category":     {[]LineFact{line(0, 100, 300)}, 0, analytics.FRATNone, 0},
		"half without":         {[]LineFact{line(0, 100, 300), line(1, 100, 300)}, 1, analytics.FRATFocused, 500},
		"equal: first by name": {[]LineFact{line(1, 100, 300), line(2, 100, 300)}, 2, analytics.FRATFocused, 500},
		"equal: first by code": {[]LineFact{line(2, 100, 300), line(3, 100, 300)}, 3, analytics.FRATFocused, 500},
		"a category not known": {[]LineFact{line(9, 100, 300)}, 9, analytics.FRATSpecialist, 1000},
	} {
		var f Figure
		if _, err := f.typeOfPurchases(c.lines, nil, labels, analytics.DefaultFRATCuts(), from); err != nil || f.FRATCategory != c.category || f.FRATFocus.Name() != c.focus || f.FRATShare != c.share {
			t.Errorf("%s: got %d %s %d, %v", name, f.FRATCategory, f.FRATFocus, f.FRATShare, err)
		}
	}
	shares := explainFRAT([]LineFact{line(0, 100, 100), line(1, 100, 300), line(2, 100, 600), line(3, 100, -5)}, categories, from)
	if len(shares) != 3 || shares[0].Category != (CategoryRef{2, "S", "service"}) || shares[0].Share != 0.6 || shares[2].Category.ID != 0 || shares[2].Share != 0.1 {
		t.Errorf("shares %+v", shares)
	}
}

func TestTiers(t *testing.T) {
	in := &inputs{settings: DefaultSettings(), figures: []Figure{{Fact: Fact{Revenue: 50}, ABC: analytics.ABCClassA}, {Fact: Fact{Revenue: 30}, ABC: analytics.ABCClassA},
		{Fact: Fact{Revenue: 5}, ABC: analytics.ABCClassC}, {Fact: Fact{Revenue: -2}}}}
	r := tiersOf(in)
	if len(r.Tiers) != 4 || r.Tiers[0].Clients != 2 || r.Tiers[0].Revenue != 80 || r.Tiers[0].Tier != "gold" || r.Tiers[0].ResponseHours != 4 ||
		r.Tiers[1].Clients != 0 || r.Tiers[2].Name != "Standard" || r.Tiers[3].Class != "none" || r.Tiers[3].Revenue != -2 {
		t.Errorf("tiers %+v", r.Tiers)
	}
	in.settings.ABCCuts = []float64{50, 60, 70, 80, 90}
	if r = tiersOf(in); len(r.Tiers) != 7 || r.Tiers[5].Class != "F" || r.Tiers[5].Tier != "" || r.Tiers[5].Channels == nil {
		t.Errorf("six classes: %+v", r.Tiers)
	}
}

func TestMap(t *testing.T) {
	in := &inputs{}
	for c := range id.ID(8) {
		in.figures = append(in.figures, Figure{Fact: Fact{Client: 10 + c, Revenue: 100 * int64(c)}, Position: Position{Predicted: 10}})
	}
	set := newPlaceSet()
	for _, p := range []PlaceFact{
		{Client: 1, Country: "FR"}, // no figure
		{Client: 11, Country: "FR", City: "Lyon", CityKey: "lyon", Located: true, Latitude: 45, Longitude: 4},
		{Client: 12, Country: "FR", City: "LYON", CityKey: "lyon", Located: true, Latitude: 47, Longitude: 6},
		{Client: 13, Country: "FR", City: "Lyon", CityKey: "lyon"},
		{Client: 14, Country: "BE"},
		{Client: 15, Located: true, Latitude: 1.2, Longitude: 2.2},
		{Client: 16},
		{Client: 99, Country: "FR"}, // none either
	} {
		if err := set.add(p); err != nil {
			t.Fatal(err)
		}
	}
	in.records.Places = set
	r, err := mapOf(in)
	if err != nil {
		t.Fatal(err)
	}
	if r.Unplaced != (ClientsRevenue{3, 0 + 600 + 700}) || r.Other != (ClientsRevenue{}) || len(r.Places) != 3 || len(r.Countries) != 2 {
		t.Fatalf("map %+v", r)
	}
	if r.Countries[0] != (CountryTotal{"FR", 3, 600, 30}) || r.Countries[1].Country != "BE" {
		t.Errorf("countries %+v", r.Countries)
	}
	if p := r.Places[0]; p.City != "Lyon" || p.Clients != 3 || p.Revenue != 600 || *p.Latitude != 46 || *p.Longitude != 5 {
		t.Errorf("place %+v", p)
	}
	if p := r.Places[1]; p.Revenue != 500 || p.Country != "" || *p.Latitude != 1.2 {
		t.Errorf("place %+v", p)
	}
	many := &inputs{}
	for c := range id.ID(3000) {
		many.figures = append(many.figures, Figure{Fact: Fact{Client: c + 1, Revenue: int64(c)}})
	}
	many.records.Places = newPlaceSet()
	for c := range id.ID(3000) {
		if err := many.records.Places.add(PlaceFact{Client: c + 1, Country: "FR", CityKey: c.String()}); err != nil {
			t.Fatal(err)
		}
	}
	r, err = mapOf(many)
	if err != nil || len(r.Places) != mostPlaces || r.Other.Clients != 1000 || r.Other.Revenue != 999*1000/2 || r.Places[0].Revenue != 2999 {
		t.Errorf("%d places, other %+v, %v", len(r.Places), r.Other, err)
	}
}
