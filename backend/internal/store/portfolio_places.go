package store

import (
	"context"
	"database/sql"

	"clientele/internal/portfolio"
)

// placesSelect is where clients are. Grain: client, only those with a country or coordinates.
const placesSelect = `SELECT c.id, c.country, c.city, c.city_key, c.latitude, c.longitude FROM client c
WHERE c.country <> '' OR (c.latitude IS NOT NULL AND c.longitude IS NOT NULL) ORDER BY c.id`

// Places calls yield for every client of whom a country or coordinates are known, in order of id. Equal words share their memory.
func (s Portfolio) Places(ctx context.Context, yield func(portfolio.PlaceFact) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, placesSelect)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	words := map[string]string{}
	word := func(b sql.RawBytes) string {
		w, ok := words[string(b)]
		if !ok {
			w = string(b)
			words[w] = w
		}
		return w
	}
	for rows.Next() {
		var p portfolio.PlaceFact
		var country, city, key sql.RawBytes
		var lat, lon sql.NullFloat64
		if err := rows.Scan((*int64)(&p.Client), &country, &city, &key, &lat, &lon); err != nil {
			return err
		}
		p.Country, p.City, p.CityKey = word(country), word(city), word(key)
		p.Latitude, p.Longitude, p.Located = lat.Float64, lon.Float64, lat.Valid && lon.Valid
		if err := yield(p); err != nil {
			return err
		}
	}
	return rows.Err()
}
