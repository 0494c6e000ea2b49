package store_test

import (
	"context"
	"slices"
	"testing"

	"clientele/internal/client"
	"clientele/internal/portfolio"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// Places give every client of whom a country or both coordinates are known, in order.
func TestPlaces(t *testing.T) {
	storetest.Each(t, noon, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		clients := newShop(db, noon).clients
		text := func(s string) *string { return &s }
		number := func(v float64) *float64 { return &v }
		var want []portfolio.PlaceFact
		for i, f := range []client.Fields{
			{Country: text("FR"), City: text("Saint-Étienne"), Latitude: number(45.43), Longitude: number(4.39)},
			{Country: text("FR"), City: text("SAINT-ETIENNE")},
			{City: text("Nowhere")},
			{Country: text("BE")},
			{Latitude: number(-1), Longitude: number(2)},
			{},
		} {
			f.LastName = text("Client")
			res, err := clients.Upsert(ctx, []client.Upsert{{Key: client.Key{Source: "t", Reference: string(rune('a' + i))}, Fields: f}})
			if err != nil || res[0].Err != nil {
				t.Fatal(err, res)
			}
			p := portfolio.PlaceFact{Client: res[0].ID, Located: f.Latitude != nil}
			if f.Country != nil {
				p.Country = *f.Country
			}
			if f.City != nil {
				p.City = *f.City
			}
			if p.Located {
				p.Latitude, p.Longitude = *f.Latitude, *f.Longitude
			}
			if p.Country != "" || p.Located {
				want = append(want, p)
			}
		}
		var got []portfolio.PlaceFact
		keys := map[string]int{}
		err := store.NewPortfolio(db).Places(ctx, func(p portfolio.PlaceFact) error {
			keys[p.CityKey]++
			p.CityKey = ""
			got = append(got, p)
			return nil
		})
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("got %+v %v, want %+v", got, err, want)
		}
		if keys["saint-etienne"] != 2 {
			t.Errorf("spellings do not meet: %v", keys)
		}
	})
}
