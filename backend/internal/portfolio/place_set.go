package portfolio

import "clientele/internal/id"

// placeSet keeps where clients are in compact memory, so that the places are read once for the company and its divisions.
type placeSet struct {
	clients []id.ID
	codes   []int32 // parallel: of the words; negative for located clients, whose coordinates are the −code−1-th
	words   []PlaceFact
	located []placed
	known   map[PlaceFact]int32
}

type placed struct {
	code     int32
	lat, lon float64
}

func newPlaceSet() *placeSet { return &placeSet{known: map[PlaceFact]int32{}} }

// add takes the next client; they come in order.
func (s *placeSet) add(p PlaceFact) error {
	words := PlaceFact{Country: p.Country, City: p.City, CityKey: p.CityKey}
	code, ok := s.known[words]
	if !ok {
		code = int32(len(s.words))
		s.known[words] = code
		s.words = append(s.words, words)
	}
	if p.Located {
		s.located = append(s.located, placed{code, p.Latitude, p.Longitude})
		code = -int32(len(s.located))
	}
	s.clients, s.codes = append(s.clients, p.Client), append(s.codes, code)
	return nil
}

// each calls yield for every client in order.
func (s *placeSet) each(yield func(PlaceFact) error) error {
	if s == nil {
		return nil
	}
	for i, client := range s.clients {
		code := s.codes[i]
		var at placed
		if code < 0 {
			at = s.located[-code-1]
			code = at.code
		}
		p := s.words[code]
		p.Client, p.Located, p.Latitude, p.Longitude = client, s.codes[i] < 0, at.lat, at.lon
		if err := yield(p); err != nil {
			return err
		}
	}
	return nil
}
