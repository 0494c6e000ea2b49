package golden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clientele/internal/channel/smtptest"
	"clientele/internal/store/storetest"
)

// Phones that redeem: each has its keys, and sends each until it is answered.
const (
	phones     = 32
	phoneKeys  = 12
	phoneLimit = 100    // redemptions that the offer allows in total
	phoneSpend = 63_000 // its budget: 90 redemptions of 700
	phoneEach  = 3      // per client and day
	phoneCost  = 700
)

// TestKilledWhileRedeeming kills the program (SIGKILL) while many phones redeem one offer, and starts it again. The phones send again what
// they had no answer to, and some of what they had one to: no limit and no budget is ever passed, every redemption that may be is made, and a
// key gets the same answer whenever it is sent.
func TestKilledWhileRedeeming(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			killWhileRedeeming(t, at(t))
		})
	}
}

// answers is what phones were told, by key: an id, or a code of refusal.
type answers struct {
	mu    sync.Mutex
	given map[string]string
	done  atomic.Int64
}

// keep notes an answer, and says what was wrong where the key was answered otherwise before.
func (a *answers) keep(key, id string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if was, ok := a.given[key]; ok && was != id {
		return fmt.Sprintf("key %s redeemed as %s and as %s", key, was, id)
	}
	a.given[key] = id
	return ""
}

func killWhileRedeeming(t *testing.T, database string) {
	p, dir := &program{t: t, sink: smtptest.Start(t)}, t.TempDir()
	kill := p.spawn(database, dir)
	var place, offer struct{ ID string }
	p.call("POST", "/placements", map[string]any{"code": "home", "name": "Home", "channel": "mobile", "size": 1}, 201, &place)
	p.call("POST", "/offers", map[string]any{"code": "gift", "name": "Gift", "kind": "gift", "company_cost_minor": phoneCost, "budget_minor": phoneSpend, "placement_ids": []string{place.ID},
		"caps":     []map[string]any{{"event": "redemption", "per": "total", "limit": phoneLimit, "reset": "never"}, {"event": "redemption", "per": "client", "limit": phoneEach, "reset": "year"}},
		"variants": []map[string]any{{"name": "a", "title_en": "A", "text_en": "a"}}}, 201, &offer)
	p.call("POST", "/offers/"+offer.ID+"/approve", nil, 200, nil)
	clients := make([]string, phones)
	for i := range clients {
		var c struct{ ID string }
		p.call("POST", "/clients", map[string]any{"last_name": fmt.Sprintf("Client %d", i)}, 201, &c)
		clients[i] = c.ID
	}
	told := &answers{given: map[string]string{}}
	under := p.phones(offer.ID, clients, told, func() bool { return false })
	for deadline := time.Now().Add(time.Minute); told.done.Load() < 40 && time.Now().Before(deadline); {
		<-time.After(time.Millisecond)
	}
	kill()
	under.Wait()
	before := len(told.given)

	p.spawn(database, dir)
	p.phones(offer.ID, clients, told, func() bool { return true }).Wait()
	if before == 0 || before == len(told.given) {
		t.Errorf("%d of %d redemptions were answered before the program was killed: the test tests nothing", before, len(told.given))
	}
	var b struct {
		Spent       int64 `json:"spent_minor"`
		Redemptions int64
	}
	p.get("/offers/"+offer.ID+"/budget", &b)
	const want = phoneSpend / phoneCost
	rows := all[struct{ ID, Key, ClientID string }](p, "/redemptions?offer_id="+offer.ID)
	if len(told.given) != want || b.Redemptions != want || b.Spent != want*phoneCost || len(rows) != want {
		t.Errorf("%d answers, %d redemptions, %d rows, %d spent; want %d", len(told.given), b.Redemptions, len(rows), b.Spent, want)
	}
	for _, r := range rows {
		if told.given[r.Key] != r.ID {
			t.Errorf("key %s is %s, was answered %s", r.Key, r.ID, told.given[r.Key])
		}
	}
}

// phones lets every phone redeem. Each of its keys is sent until there is an answer where patient, once where not, and twice where it
// succeeded.
func (p *program) phones(offer string, clients []string, told *answers, patient func() bool) *sync.WaitGroup {
	base, token := p.base, p.token
	var wg sync.WaitGroup
	for n := range phones {
		wg.Go(func() {
			for k := range phoneKeys {
				key := fmt.Sprintf("%d/%d", n, k)
				for range 2 {
					status, id, code := redeemOnce(base, token, map[string]any{"key": key, "offer_id": offer, "client_id": clients[n]})
					for try := 0; patient() && (status == 0 || status == 503) && try < 100; try++ {
						status, id, code = redeemOnce(base, token, map[string]any{"key": key, "offer_id": offer, "client_id": clients[n]})
					}
					switch {
					case status == http.StatusCreated:
						told.done.Add(1)
						if wrong := told.keep(key, id); wrong != "" {
							p.t.Error(wrong)
						}
						continue
					case status == 0 && !patient():
						return
					case status != http.StatusConflict || code != "cap_reached" && code != "budget_exhausted":
						p.t.Errorf("key %s: status %d %s", key, status, code)
					}
					break
				}
			}
		})
	}
	return &wg
}

// redeemOnce sends one redemption; status 0 is no answer.
func redeemOnce(base, token string, body map[string]any) (status int, id, code string) {
	raw, _ := json.Marshal(body)
	r, _ := http.NewRequest(http.MethodPost, base+"/api/v1/redemptions", bytes.NewReader(raw))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, "", ""
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, "", ""
	}
	var v struct{ ID, Code string }
	_ = json.Unmarshal(answer, &v)
	return res.StatusCode, v.ID, v.Code
}
