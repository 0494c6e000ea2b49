package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

const dossierName = "orders"

type dossierStateRow struct {
	Name, State, Currency, Codes string
	Clients                      int64
	ReadDay                      clock.Day
}

type dossierCodes struct {
	Categories []id.ID `json:"categories"`
	Divisions  []id.ID `json:"divisions"`
}

// DossierState gives what the dossiers are worth; its State is empty where there never were any.
func (s Portfolio) DossierState(ctx context.Context) (v portfolio.DossierState, err error) {
	var rows []dossierStateRow
	if err := s.conn(ctx).Raw("SELECT name, state, currency, codes, clients, read_day FROM portfolio_dossier_state WHERE name = ?", dossierName).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return v, err
	}
	r := rows[0]
	var c dossierCodes
	if err := json.Unmarshal([]byte(r.Codes), &c); err != nil {
		return v, nil //nolint:nilerr // what cannot be read is of no use, and is read anew
	}
	return portfolio.DossierState{State: r.State, Currency: r.Currency, Categories: c.Categories, Divisions: c.Divisions, Clients: r.Clients, ReadDay: r.ReadDay}, nil
}

// PutDossierState says what the dossiers are worth, as of a run that is under way.
func (s Portfolio) PutDossierState(ctx context.Context, run int64, v portfolio.DossierState) error {
	if err := s.underWay(ctx, run); err != nil {
		return err
	}
	b, err := json.Marshal(dossierCodes{v.Categories, v.Divisions})
	if err != nil {
		return err
	}
	t := columns("portfolio_dossier_state", "name,state,currency,codes,clients,read_day", "name", "state,currency,codes,clients,read_day")
	return s.insertRows(ctx, t, true, 1, func(_ int, dst []any) {
		copy(dst, []any{dossierName, v.State, v.Currency, string(b), v.Clients, int64(v.ReadDay)})
	})
}

// Dossiers calls yield for every client's dossier, in order of client. Its body is only there until yield returns.
func (s Portfolio) Dossiers(ctx context.Context, yield func(portfolio.Dossier) error) error {
	return s.dossiers(ctx, "SELECT client_id, body FROM portfolio_dossier ORDER BY client_id", nil, yield)
}

// DossiersOf gives the dossiers of some clients (≤ 1,000).
func (s Portfolio) DossiersOf(ctx context.Context, clients []id.ID) (out []portfolio.Dossier, err error) {
	if len(clients) == 0 {
		return nil, nil
	}
	err = s.dossiers(ctx, "SELECT client_id, body FROM portfolio_dossier WHERE client_id IN ("+marks(len(clients))+")", anys(clients), func(d portfolio.Dossier) error {
		d.Body = append([]byte(nil), d.Body...)
		out = append(out, d)
		return nil
	})
	return out, err
}

func (s Portfolio) dossiers(ctx context.Context, query string, args []any, yield func(portfolio.Dossier) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var client int64
	var body sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&client, &body); err != nil {
			return err
		}
		if err := yield(portfolio.Dossier{Client: id.ID(client), Body: body}); err != nil {
			return err
		}
	}
	return rows.Err()
}

var dossierTable = columns("portfolio_dossier", "client_id,body", "client_id", "body")

// PutDossiers writes some dossiers, as of a run that is under way, and removes those without a body.
func (s Portfolio) PutDossiers(ctx context.Context, run int64, rows []portfolio.Dossier) error {
	if err := s.underWay(ctx, run); err != nil {
		return err
	}
	var gone []id.ID
	for _, d := range rows {
		if len(d.Body) == 0 {
			gone = append(gone, d.Client)
		}
	}
	err := chunks(gone, maxBatch, func(part []id.ID) error {
		_, err := s.exec(ctx, "DELETE FROM portfolio_dossier WHERE client_id IN ("+marks(len(part))+")", anys(part)...)
		return err
	})
	if err != nil {
		return err
	}
	return s.putDossiers(ctx, rows, true)
}

// ReplaceDossiers writes the dossiers of all clients after one up to another, as of a run that is under way.
func (s Portfolio) ReplaceDossiers(ctx context.Context, run int64, after, upTo id.ID, rows []portfolio.Dossier) error {
	if err := s.underWay(ctx, run); err != nil {
		return err
	}
	if _, err := s.exec(ctx, "DELETE FROM portfolio_dossier WHERE client_id > ? AND client_id <= ?", after, upTo); err != nil {
		return err
	}
	return s.putDossiers(ctx, rows, false)
}

// dossierBytes is what a statement may hold.
const dossierBytes = 512 << 10

func (s Portfolio) putDossiers(ctx context.Context, rows []portfolio.Dossier, upsert bool) error {
	for from := 0; from < len(rows); {
		var put []portfolio.Dossier
		for bytes := 0; from < len(rows) && (len(put) == 0 || bytes+len(rows[from].Body) <= dossierBytes); from++ {
			if n := len(rows[from].Body); n > 0 {
				put = append(put, rows[from])
				bytes += n
			}
		}
		err := s.insertRows(ctx, dossierTable, upsert, len(put), func(i int, dst []any) { dst[0], dst[1] = int64(put[i].Client), put[i].Body })
		if err != nil {
			return err
		}
	}
	return nil
}

// OrderMarks calls yield for every mark, without bodies where nobody asks for them.
func (s Portfolio) OrderMarks(ctx context.Context, bodies bool, yield func(portfolio.OrderMark) error) error {
	body := "NULL"
	if bodies {
		body = "body"
	}
	return s.cells(ctx, 2, "SELECT id, "+body+" FROM order_mark ORDER BY id", nil, func(v []any) error {
		b, _ := v[1].([]byte)
		return yield(portfolio.OrderMark{ID: id.ID(whole(v[0])), Body: b})
	})
}

// DropOrderMarks removes marks (≤ 1,000), as of a run that is under way.
func (s Portfolio) DropOrderMarks(ctx context.Context, run int64, ids []id.ID) error {
	if err := s.underWay(ctx, run); err != nil || len(ids) == 0 {
		return err
	}
	_, err := s.exec(ctx, "DELETE FROM order_mark WHERE id IN ("+marks(len(ids))+")", anys(ids)...)
	return err
}

// mark leaves a mark in the transaction that writes orders.
func (db *DB) mark(ctx context.Context, body []byte) error {
	return db.insertRows(ctx, columns("order_mark", "id,body", "id", ""), false, 1, func(_ int, dst []any) { dst[0], dst[1] = int64(db.ids.Next()), body })
}

// OrdersByID gives counted orders (≤ 1,000) of clients.
func (s Portfolio) OrdersByID(ctx context.Context, currency string, orders []id.ID) (out []portfolio.OrderFact, err error) {
	if len(orders) == 0 {
		return nil, nil
	}
	q := countedOrders + " AND client_id IS NOT NULL AND id IN (" + marks(len(orders)) + ")"
	err = s.orders(ctx, q, append([]any{currency, currency, int64(1) << 30}, anys(orders)...), func(f portfolio.OrderFact) error {
		out = append(out, f)
		return nil
	})
	return out, err
}

// LinesOfOrders gives what was bought with counted orders (≤ 1,000) in each category.
func (s Portfolio) LinesOfOrders(ctx context.Context, currency string, orders []id.ID) ([]portfolio.LineFact, error) {
	return s.linesWhere(ctx, 1<<30, currency, "o.id", orders)
}

// anonymousDays is the counted orders without a client, from the index sales_order_client alone. Grain: day, kind and division.
const anonymousDays = `SELECT day, CASE WHEN kind = 'sale' THEN 1 ELSE 0 END AS sale, COALESCE(division_id, 0) AS division, COUNT(*) AS orders,
  SUM(value_minor) AS value, COALESCE(SUM(margin_minor), 0) AS margin
FROM sales_order WHERE counted = 1 AND client_id IS NULL AND day <= ? GROUP BY day, CASE WHEN kind = 'sale' THEN 1 ELSE 0 END, COALESCE(division_id, 0)`

// AnonymousDays calls yield for the sums of counted orders without a client, up to a day.
func (s Portfolio) AnonymousDays(ctx context.Context, asOf clock.Day, yield func(portfolio.AnonymousDay) error) error {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, anonymousDays, int64(asOf))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var v portfolio.AnonymousDay
		if err := rows.Scan(&v.Day, &v.Sale, (*int64)(&v.Division), &v.Orders, &v.Value, &v.Margin); err != nil {
			return err
		}
		if err := yield(v); err != nil {
			return err
		}
	}
	return rows.Err()
}

// AllDivisions gives every division.
func (s Portfolio) AllDivisions(ctx context.Context) ([]id.ID, error) {
	var out []id.ID
	err := s.conn(ctx).Raw("SELECT id FROM division ORDER BY id").Scan(&out).Error
	return out, err
}
