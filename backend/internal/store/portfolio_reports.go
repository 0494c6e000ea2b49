package store

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// visibleReports is, for each report of a division, the newest text up to a run. Bound: division, run.
const visibleReports = `SELECT p.run_number, p.name, p.body FROM portfolio_report p
WHERE p.division_id = ? AND p.run_number = (SELECT MAX(q.run_number) FROM portfolio_report q WHERE q.division_id = p.division_id AND q.name = p.name AND q.run_number <= ?)`

type reportRow struct {
	RunNumber int64
	Name      string
	Body      string
}

// PutReports stores the reports of a scope, as of a run, that say something else than readers of the runs before see. A report that the run
// does not have is stored as an empty text.
func (s Portfolio) PutReports(ctx context.Context, run int64, division id.ID, reports map[portfolio.ReportName]string) error {
	if err := s.underWay(ctx, run); err != nil {
		return err
	}
	var seen []reportRow
	if err := s.conn(ctx).Raw(visibleReports, division, run-1).Scan(&seen).Error; err != nil {
		return err
	}
	changed := map[string]string{}
	for name, body := range reports {
		changed[string(name)] = body
	}
	for _, r := range seen {
		if body, ok := changed[r.Name]; ok && body == r.Body {
			delete(changed, r.Name)
		} else if !ok && r.Body != "" {
			changed[r.Name] = ""
		}
	}
	var rows []reportRow
	for name, body := range changed {
		rows = append(rows, reportRow{run, name, body})
	}
	t := columns("portfolio_report", "run_number,division_id,name,body", "run_number,division_id,name", "body")
	for i := range rows { // one at a time: a text may be large
		err := s.insertRows(ctx, t, true, 1, func(_ int, dst []any) {
			dst[0], dst[1], dst[2], dst[3] = rows[i].RunNumber, int64(division), rows[i].Name, rows[i].Body
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Report gives a report as readers of a run see it; fault not_found where the run has none of that name.
func (s Portfolio) Report(ctx context.Context, run int64, division id.ID, name string) (string, error) {
	var rows []string
	err := s.conn(ctx).Raw("SELECT body FROM portfolio_report WHERE division_id = ? AND name = ? AND run_number <= ? ORDER BY run_number DESC LIMIT 1",
		division, name, run).Scan(&rows).Error
	if err == nil && (len(rows) == 0 || rows[0] == "") {
		err = fault.NotFound("portfolio_report")
	}
	if err != nil {
		return "", err
	}
	return rows[0], nil
}

// pruneReports removes reports of runs before the oldest kept one that its readers do not see.
func (s Portfolio) pruneReports(ctx context.Context, oldest int64) error {
	type key struct {
		RunNumber  int64
		DivisionID id.ID
		Name       string
	}
	var keys []key
	err := s.conn(ctx).Raw("SELECT run_number, division_id, name FROM portfolio_report WHERE run_number <= ? ORDER BY division_id, name, run_number DESC", oldest).Scan(&keys).Error
	if err != nil {
		return err
	}
	for i, k := range keys {
		if i == 0 || keys[i-1].DivisionID != k.DivisionID || keys[i-1].Name != k.Name {
			continue
		}
		if _, err := s.exec(ctx, "DELETE FROM portfolio_report WHERE run_number = ? AND division_id = ? AND name = ?", k.RunNumber, k.DivisionID, k.Name); err != nil {
			return err
		}
	}
	return nil
}
