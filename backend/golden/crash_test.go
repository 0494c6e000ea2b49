package golden

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"clientele/internal/app"
	"clientele/internal/channel/smtptest"
	"clientele/internal/config"
	"clientele/internal/store/storetest"
)

// childMark makes the test program be the product instead: a process that can be killed.
const childMark = "CLIENTELE_TEST_SERVE"

func TestMain(m *testing.M) {
	if os.Getenv(childMark) == "" {
		os.Exit(m.Run())
	}
	if err := child(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child() error {
	c, err := config.Load()
	if err != nil {
		return err
	}
	ctx := context.Background()
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})), Migrate: true})
	if err != nil {
		return err
	}
	if _, err := a.Services.Accounts.EnsureAdmin(ctx, c.AdminEmail, c.AdminPassword); err != nil {
		return err
	}
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return a.Serve(ctx, l)
}

// spawn starts the product as a process of its own and signs in.
func (p *program) spawn(database, dir string) (kill func()) {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childMark+"=1", "CLIENTELE_DATABASE_URL="+database, "CLIENTELE_DATA_DIR="+dir, "CLIENTELE_LISTEN=127.0.0.1:0", "CLIENTELE_WORKERS=4",
		"CLIENTELE_ADMIN_EMAIL=admin@example.org", "CLIENTELE_ADMIN_PASSWORD=correct horse", "CLIENTELE_SMTP_URL="+p.sink.URL(), "CLIENTELE_SECRET="+strings.Repeat("s", 40))
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	kill = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	p.t.Cleanup(kill)
	var address string
	if _, err := fmt.Fscanln(out, &address); err != nil {
		kill()
		p.t.Fatalf("the program did not start: %v\n%s", err, log.String())
	}
	var s struct {
		Token string `json:"access_token"`
	}
	p.base, p.token = "http://"+address, ""
	p.call("POST", "/auth/login", map[string]string{"email": "admin@example.org", "password": "correct horse"}, 200, &s)
	p.token = s.Token
	return kill
}

// TestKilledInTheMiddle kills the program (SIGKILL) while a file is loaded, a campaign is sent and the portfolio is calculated, and starts
// it again: when the leases have run out everything goes on by itself; nothing is lost, nothing is done twice.
func TestKilledInTheMiddle(t *testing.T) {
	for engine, at := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "mysql": storetest.MySQL} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			killInTheMiddle(t, at(t))
		})
	}
}

const crashClients, crashOrders = 400, 30_000

func killInTheMiddle(t *testing.T, database string) {
	p, dir := &program{t: t, sink: smtptest.Start(t)}, t.TempDir()
	kill := p.spawn(database, dir)
	campaign := p.recipients()
	underWay := make(chan struct{})
	p.sink.OnData = func(_ string, n int) smtptest.Action {
		if n == 40 {
			close(underWay)
		}
		<-time.After(2 * time.Millisecond)
		return smtptest.Accept
	}
	var f struct{ Treated int64 }
	p.call("POST", "/campaigns/"+campaign+"/audience", map[string]any{}, 200, &f)
	load, job := p.startImport("sales.csv", "retail_lines", crashSales())
	p.call("POST", "/campaigns/"+campaign+"/launch", map[string]any{"expected": f.Treated}, 200, nil)
	var run struct{ ID string }
	p.call("POST", "/portfolio_runs", map[string]string{"as_of": "2026-01-31"}, 202, &run)
	<-underWay
	kill()

	p.spawn(database, dir)
	p.job(job)
	p.job(run.ID)
	p.waitSent(campaign)
	var done struct{ Counts counts }
	p.get("/imports/"+load, &done)
	if c := done.Counts; c.Kept != 2*crashOrders || c.Rejected != 0 || c.Orders.Created != crashOrders || c.Net != 300*crashOrders {
		t.Errorf("the import reckons %+v", c)
	}
	var orders struct{ Total int64 }
	if p.get("/orders?total=true&limit=1", &orders); orders.Total != crashOrders {
		t.Errorf("%d orders, want %d", orders.Total, crashOrders)
	}
	var sent struct{ Sent, Unsure, Queued, Sending, Failed int64 }
	p.get("/campaigns/"+campaign+"/progress", &sent)
	took := int64(len(p.sink.Messages()))
	if sent.Unsure > 2 || sent.Sent+sent.Unsure != f.Treated || sent.Queued+sent.Sending+sent.Failed != 0 || took < sent.Sent || took > f.Treated || len(p.sink.Twice()) > 0 {
		t.Errorf("of %d messages: %+v, the mail server took %d, twice %v", f.Treated, sent, took, p.sink.Twice())
	}
	published := 0
	for _, r := range all[struct{ State string }](p, "/portfolio_runs") {
		switch r.State {
		case "published":
			published++
		case "failed":
		default:
			t.Errorf("a run is %s", r.State)
		}
	}
	if published != 1 {
		t.Errorf("%d runs are published, want 1", published)
	}
}

// recipients makes clients that may be written to, and a campaign to all of them.
func (p *program) recipients() string {
	var clients, consents bytes.Buffer
	clients.WriteString("reference,last_name,email\n")
	consents.WriteString("client_reference,channel,purpose,state,date,wording\n")
	for i := range crashClients {
		fmt.Fprintf(&clients, "K%d,Name %d,k%d@example.org\n", i, i, i)
		fmt.Fprintf(&consents, "K%d,email,marketing,granted,2026-01-01 10:00,I agree\n", i)
	}
	if c := p.load("clients.csv", "clients", &clients); c.Clients.Created != crashClients {
		p.t.Fatalf("clients %+v", c)
	}
	if c := p.load("consents.csv", "consents", &consents); c.Rejected != 0 {
		p.t.Fatalf("consents %+v", c)
	}
	ids := []string{}
	for _, c := range all[struct{ ID string }](p, "/clients") {
		ids = append(ids, c.ID)
	}
	var segment, campaign struct{ ID string }
	p.call("POST", "/segments", map[string]string{"name": "All"}, 201, &segment)
	p.call("POST", "/segments/"+segment.ID+"/members", map[string]any{"add": ids}, 200, nil)
	p.call("POST", "/campaigns", map[string]any{"name": "Hello", "objective": "revenue", "segment_ids": []string{segment.ID}, "control_share": 0, "window_days": 30, "rate_per_minute": 100000,
		"subject_en": "Hello {{ client.name }}", "html_en": `<a href="{{ unsubscribe_url }}">Unsubscribe</a>`, "text_en": "{{ unsubscribe_url }}"}, 201, &campaign)
	return campaign.ID
}

// crashSales is a file of orders of 3.00 each, in two lines.
func crashSales() *bytes.Buffer {
	var b bytes.Buffer
	b.WriteString("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n")
	for i := range crashOrders {
		fmt.Fprintf(&b, "%d,A1,Lamp,1,2026-01-%02d 10:00:00,1.00,K%d,France\n%d,B2,Bulb,2,2026-01-%02d 10:00:00,1.00,K%d,France\n",
			500000+i, 1+i%28, i%crashClients, 500000+i, 1+i%28, i%crashClients)
	}
	return &b
}
