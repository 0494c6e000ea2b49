package portfolio

import (
	"cmp"
	"fmt"
	"slices"
)

// mostPlaces is the most places that the map shows one by one.
const mostPlaces = 2000

type placeKey struct{ country, city string }

// placeSum is a place on its way to a total: coordinates are sums over located clients.
type placeSum struct {
	PlaceTotal
	located  int64
	lat, lon float64
}

// mapOf sums up clients and value by place. Clients of whom no place is known are not placed.
func mapOf(in *inputs) (MapReport, error) {
	r := MapReport{Countries: []CountryTotal{}, Places: []PlaceTotal{}}
	at := map[placeKey]int{}
	var sums []placeSum
	countries := map[string]*CountryTotal{}
	next := 0
	unplaced := func(until int) {
		for ; next < until; next++ {
			r.Unplaced.Clients++
			r.Unplaced.Revenue = plus(r.Unplaced.Revenue, in.figures[next].Revenue)
		}
	}
	err := in.records.Places.each(func(p PlaceFact) error {
		for next < len(in.figures) && in.figures[next].Client < p.Client {
			unplaced(next + 1)
		}
		if next == len(in.figures) || in.figures[next].Client != p.Client {
			return nil
		}
		if p.Country == "" && !p.Located {
			unplaced(next + 1)
			return nil
		}
		f := &in.figures[next]
		next++
		key := p.key()
		k, known := at[key]
		if !known {
			k = len(sums)
			at[key] = k
			sums = append(sums, placeSum{PlaceTotal: PlaceTotal{Country: p.Country, City: p.City}})
		}
		sums[k].add(f, p)
		if p.Country != "" {
			c := countries[p.Country]
			if c == nil {
				c = &CountryTotal{Country: p.Country}
				countries[p.Country] = c
			}
			c.Clients++
			c.Revenue, c.Predicted = plus(c.Revenue, f.Revenue), plus(c.Predicted, f.Predicted)
		}
		return nil
	})
	if err != nil {
		return r, err
	}
	unplaced(len(in.figures))
	for _, c := range countries {
		r.Countries = append(r.Countries, *c)
	}
	slices.SortFunc(r.Countries, func(a, b CountryTotal) int {
		return cmp.Or(cmp.Compare(b.Revenue, a.Revenue), cmp.Compare(b.Clients, a.Clients), cmp.Compare(a.Country, b.Country))
	})
	r.largest(sums)
	return r, nil
}

// key says which clients stand together: those of a city of a country; located ones without a city by whole degrees.
func (p PlaceFact) key() placeKey {
	if p.CityKey == "" && p.Located {
		return placeKey{p.Country, fmt.Sprintf("\x00%.0f %.0f", p.Latitude, p.Longitude)}
	}
	return placeKey{p.Country, p.CityKey}
}

func (s *placeSum) add(f *Figure, p PlaceFact) {
	s.Clients++
	s.Revenue, s.Predicted = plus(s.Revenue, f.Revenue), plus(s.Predicted, f.Predicted)
	if p.Located && p.Latitude >= -90 && p.Latitude <= 90 && p.Longitude >= -180 && p.Longitude <= 180 {
		s.located++
		s.lat += p.Latitude
		s.lon += p.Longitude
	}
}

// largest keeps the places with the largest revenue; the rest is summed up.
func (r *MapReport) largest(sums []placeSum) {
	slices.SortFunc(sums, func(a, b placeSum) int {
		return cmp.Or(cmp.Compare(b.Revenue, a.Revenue), cmp.Compare(b.Clients, a.Clients), cmp.Compare(a.Country, b.Country), cmp.Compare(a.City, b.City))
	})
	for i, s := range sums {
		if i >= mostPlaces {
			r.Other.Clients += s.Clients
			r.Other.Revenue = plus(r.Other.Revenue, s.Revenue)
			continue
		}
		if s.located > 0 {
			lat, lon := s.lat/float64(s.located), s.lon/float64(s.located)
			s.Latitude, s.Longitude = &lat, &lon
		}
		r.Places = append(r.Places, s.PlaceTotal)
	}
}
