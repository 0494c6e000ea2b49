package golden

import (
	"database/sql"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"clientele/internal/channel/smtptest"
	"clientele/internal/store/storetest"
)

// crashBase is how many clients the base of a rebuild has: half of them live in Lyon, half in Paris.
const crashBase = 40_000

// TestKilledWhileRebuilding kills the program (SIGKILL) while the members of a rule segment are written, once while they join and once while half
// of them leave and others join, and starts it again: what is there between is whole, the job goes on by itself, and in the end the members are
// those of the rule, each of whom has joined and left no oftener than that takes.
func TestKilledWhileRebuilding(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			killWhileRebuilding(t, at(t))
		})
	}
}

func killWhileRebuilding(t *testing.T, database string) {
	p, dir := &program{t: t, sink: smtptest.Start(t)}, t.TempDir()
	kill := p.spawn(database, dir)
	raw := storetest.Raw(t, database)
	r := rebuilt{t: t, raw: raw}
	r.people(strings.HasPrefix(database, "sqlite"))
	lyon, paris := `{"version":1,"root":{"field":"client.city","op":"is","value":"Lyon"}}`, `{"version":1,"root":{"field":"client.city","op":"is","value":"Paris"}}`

	var s struct{ ID string }
	p.call("POST", "/segments", map[string]any{"name": "By city", "kind": "rule", "rule": json.RawMessage(lyon)}, 201, &s)
	r.await(func() bool { return r.count("join") >= 3000 })
	kill()
	r.whole(3000, crashBase/2)

	kill = p.spawn(database, dir)
	r.await(func() bool { return r.built() })
	r.whole(crashBase/2, crashBase/2)
	if joins, leaves := r.count("join"), r.count("leave"); joins != crashBase/2 || leaves != 0 {
		t.Errorf("%d joins and %d leaves made %d members", joins, leaves, crashBase/2)
	}

	head := p.call("GET", "/segments/"+s.ID, nil, 200, nil)
	p.send("PUT", "/segments/"+s.ID, "application/json", strings.NewReader(`{"name":"By city","rule":`+paris+`}`), map[string]string{"If-Match": head.Get("ETag")}, 200, nil)
	r.await(func() bool { return r.count("join") >= crashBase/2+3000 })
	kill()
	r.whole(3000, crashBase)

	p.spawn(database, dir)
	r.await(func() bool {
		return r.one("SELECT COUNT(*) FROM job WHERE kind = 'segment.rebuild' AND state IN ('queued', 'running')") == 0
	})
	r.whole(crashBase/2, crashBase/2)
	if wrong := r.one("SELECT COUNT(*) FROM segment_member m JOIN client c ON c.id = m.client_id WHERE c.city_key <> 'paris'"); wrong != 0 {
		t.Errorf("%d members do not meet the rule", wrong)
	}
	if joins, leaves := r.count("join"), r.count("leave"); joins != crashBase || leaves != crashBase/2 {
		t.Errorf("%d joins and %d leaves, want %d and %d", joins, leaves, crashBase, crashBase/2)
	}
}

// rebuilt looks into the database of a program that is or was at work.
type rebuilt struct {
	t   *testing.T
	raw *sql.DB
}

// people lays out the clients.
func (r rebuilt) people(sqlite bool) {
	at := "'2026-01-01'"
	if sqlite {
		at = "1767225600000000"
	}
	storetest.Exec(r.t, r.raw, "CREATE TABLE test_number (n BIGINT NOT NULL PRIMARY KEY)")
	storetest.Exec(r.t, r.raw, "INSERT INTO test_number (n) WITH RECURSIVE d (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < 999) SELECT n FROM d")
	for base := 0; base < crashBase; base += 1000 {
		storetest.Exec(r.t, r.raw, `INSERT INTO client (id,version,source,kind,state,name,name_key,title,first_name,last_name,company_name,email,email_key,phone,phone_key,language,time_zone,gender,occupation,income_band,interests,
			preferred_channel,line1,line2,postcode,city,city_key,region,country,acquisition_source,risk,is_reference,note,content_hash,created_at,updated_at)
			SELECT ?+n+1, 1, 'test', 'b2c', 'active', 'Ada', 'ada', '', 'Ada', '', '', '', '', '', '', 'fr', '', '', '', '', '', '', '', '', '', '', CASE n % 2 WHEN 0 THEN 'lyon' ELSE 'paris' END,
			'', 'FR', '', '', 0, '', 0, `+at+", "+at+" FROM test_number", base)
	}
}

func (r rebuilt) one(query string) (n int64) {
	r.t.Helper()
	if err := r.raw.QueryRow(query).Scan(&n); err != nil {
		r.t.Fatal(query, err)
	}
	return n
}

func (r rebuilt) count(move string) int64 {
	return r.one("SELECT COUNT(*) FROM segment_move WHERE move = '" + move + "'")
}

// built says whether the members have been worked out, whole.
func (r rebuilt) built() bool {
	return r.one("SELECT COUNT(*) FROM segment WHERE kind = 'rule' AND built_at IS NOT NULL") == 1
}

// await waits until something is so; the lease of a killed process runs out after half a minute.
func (r rebuilt) await(is func() bool) {
	r.t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for deadline := time.Now().Add(2 * time.Minute); !is(); <-look.C {
		if time.Now().After(deadline) {
			r.t.Fatal("not within two minutes")
		}
	}
}

// whole checks that members, their count, their history and what was told of them say the same, and how many there are.
func (r rebuilt) whole(low, high int64) {
	r.t.Helper()
	rows, told := r.one("SELECT COUNT(*) FROM segment_member"), r.one("SELECT members FROM segment WHERE kind = 'rule'")
	r.t.Logf("%d members", rows)
	if moved := r.count("join") - r.count("leave"); rows != told || rows != moved || rows < low || rows > high {
		r.t.Errorf("%d member rows, %d told, %d by joins and leaves; want %d to %d", rows, told, moved, low, high)
	}
}
