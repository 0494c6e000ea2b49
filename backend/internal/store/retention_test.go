package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
	"time"

	"clientele/internal/id"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// attic is a database with old and new rows of all that is kept for a time only.
type attic struct {
	t   *testing.T
	raw *sql.DB
	now time.Time
}

func (a attic) days(n int) time.Time { return a.now.Add(-time.Duration(n) * 24 * time.Hour) }

// ago gives an id that was made so many days ago.
func (a attic) ago(days, n int) int64 { return int64(id.From(a.days(days))) + int64(n) }

func (a attic) put(query string, args ...any) {
	a.t.Helper()
	storetest.Exec(a.t, a.raw, query, args...)
}

func (a attic) count(from string) (n int64) {
	a.t.Helper()
	if err := a.raw.QueryRow("SELECT COUNT(*) FROM " + from).Scan(&n); err != nil {
		a.t.Fatal(from, err)
	}
	return n
}

func (a attic) fill() {
	for i, event := range []string{"impression", "redemption"} {
		a.put("INSERT INTO capping_rule (id, version, scope_noun, scope_id, event, per, resets, limit_count, created_at, updated_at) VALUES (?, 1, 'all', 0, ?, 'client', 'day', 1, ?, ?)", i+1, event, a.now, a.now)
		for days, clients := range map[int]int{36: 1200, 34: 2} {
			for c := range clients {
				end := a.days(days).Unix()
				a.put("INSERT INTO cap_counter (rule_id, client_id, period_start, period_end, n) VALUES (?, ?, ?, ?, 1)", i+1, c, end-86_400, end)
			}
		}
	}
	a.put(`INSERT INTO strategy (id, version, code, name, name_key, description, state, stages, arbitration, learning, context, holdout_bp, holdout_salt, created_by, created_at, updated_at)
		VALUES (5, 1, 's', 'S', 's', '', 'archived', '[]', '{}', '{}', '[]', 0, '', 1, ?, ?)`, a.now, a.now)
	for days, rows := range map[int]int{401: 1050, 399: 3} {
		for i := range rows {
			v := a.ago(days, i)
			a.put("INSERT INTO proposition (id, decision_id, client_id, placement_id, offer_id, variant_id, rank_no, is_fallback, at) VALUES (?, 1, 1, 1, 1, 1, 1, 0, ?)", v, a.days(days))
			a.put(`INSERT INTO learning_decision (strategy_id, proposition_id, decision_id, client_id, placement_id, segment_id, offer_id, model_version, held_out, propensity, eligible, by_priority, model, model_uniform,
				model_priority, at) VALUES (5, ?, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, ?)`, v, a.days(days))
			a.put("INSERT INTO learning_reward (strategy_id, goal, proposition_id, client_id, amount, delay_seconds) VALUES (5, ?, ?, 1, 1, 1)", []string{"click", "revenue"}[i%2], v)
		}
	}
	for i, days := range []int{8, 6} {
		a.put("INSERT INTO decision_run (id, owner_id, run_key, request_hash, parts, created_at) VALUES (?, 1, ?, '', 120, ?)", i+1, fmt.Sprint(i), a.days(days))
		for part := range 120 {
			a.put("INSERT INTO decision_run_part (run_id, part, held) VALUES (?, ?, 'x')", i+1, part)
		}
		a.put("INSERT INTO refresh_token (id, user_id, family, token_hash, created_at, expires_at) VALUES (?, 1, 1, ?, ?, ?)", i+1, fmt.Sprint(i), a.days(60), a.days(31-2*i))
	}
	a.put(`INSERT INTO job (id, kind, state, lane, subject_noun, subject_id, params, progress_done, progress_total, message, result, error_code, error_detail, cancel_requested, attempts, owner, run_after, created_by,
		created_at) VALUES (9, 'import', 'running', '', 'import', 2, '{}', 0, 0, '', '', '', '', 0, 1, '', ?, 1, ?)`, a.now, a.now)
	for i, days := range []int{91, 91, 89} {
		a.file(i+1, days, nil, true)
		a.put("INSERT INTO import_batch (id, version, file_id, file_name, preset, detected, settings, state, dry_run, job_id, checkpoint, counts, created_by, created_at, updated_at) VALUES (?, 1, ?, 'f', 'clients', '{}', '{}', 'done', 0, ?, '{}', '{}', 1, ?, ?)",
			a.ago(days, i), i+1, sql.NullInt64{Int64: 9, Valid: i == 1}, a.days(days), a.days(days))
		for line := range 150 {
			a.put("INSERT INTO import_reject (import_id, line, code, field, reason, raw) VALUES (?, ?, '', '', '', '[]')", a.ago(days, i), line+1)
		}
	}
	past, ahead := a.days(1), a.days(-1)
	a.file(11, 300, &past, true)
	a.file(12, 300, &ahead, true)
	a.file(13, 300, nil, true)
	a.put("INSERT INTO stored_file (id, name, content_type, size, sha256, complete, created_at) VALUES (?, 'f', 'x', 0, '', 0, ?)", a.ago(2, 0), a.days(2))
	a.put("INSERT INTO stored_file (id, name, content_type, size, sha256, complete, created_at) VALUES (?, 'f', 'x', 0, '', 0, ?)", a.ago(0, 0), a.now)
}

func (a attic) file(v, days int, expires *time.Time, complete bool) {
	a.put("INSERT INTO stored_file (id, name, content_type, size, sha256, complete, created_at, expires_at) VALUES (?, 'f', 'x', 2, '', ?, ?, ?)", v, complete, a.days(days), expires)
	for chunk := range 2 {
		a.put("INSERT INTO stored_file_chunk (file_id, chunk, data) VALUES (?, ?, 'x')", v, chunk)
	}
}

// What is older than it is kept for is deleted, in batches, and nothing else is; a second sweep finds nothing.
func TestRetention(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			url := address(t)
			db := storetest.Open(t, url, noon)
			a := attic{t, storetest.Raw(t, url), time.Time(noon)}
			a.fill()
			swept, err := store.NewRetention(db).Sweep(context.Background())
			want := map[string]int64{"cap counters": 1200, "propositions": 1050, "learned decisions": 2100, "decision runs": 1, "imports": 1, "files": 2, "sessions": 1}
			for _, s := range swept {
				if want[s.What] != s.Rows {
					t.Errorf("%d %s swept, want %d", s.Rows, s.What, want[s.What])
				}
				delete(want, s.What)
			}
			if err != nil || len(want) > 0 {
				t.Errorf("%v; not swept: %v", err, want)
			}
			for from, n := range map[string]int64{"cap_counter WHERE rule_id = 1": 2, "cap_counter WHERE rule_id = 2": 1202, "proposition": 3, "learning_decision": 3, "learning_reward": 3, "decision_run": 1,
				"decision_run_part WHERE run_id = 2": 120, "decision_run_part": 120, "import_batch": 3, "import_reject": 300, "stored_file": 5, "stored_file_chunk WHERE file_id IN (2, 3, 12, 13)": 8, "stored_file_chunk": 8, "refresh_token": 1} {
				if got := a.count(from); got != n {
					t.Errorf("%s: %d left, want %d", from, got, n)
				}
			}
			if again, err := store.NewRetention(db).Sweep(context.Background()); err != nil || len(again) > 0 {
				t.Errorf("swept again: %v, %v", again, err)
			}
		})
	}
}
