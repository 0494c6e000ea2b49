// Package golden walks the product's golden path on a real file: import, portfolio, offer, campaign, result.
package golden

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"testing"
	"time"

	"clientele/internal/app"
	"clientele/internal/channel/smtptest"
	"clientele/internal/config"
)

// program is the real program serving on the loopback, spoken to over HTTP as an admin, with a real mail server behind it.
type program struct {
	t     *testing.T
	base  string
	token string
	sink  *smtptest.Sink
}

func serve(t *testing.T, database string) *program {
	t.Helper()
	sink := smtptest.Start(t)
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = database, t.TempDir(), "a secret of at least thirty-two characters"
	c.AdminEmail, c.AdminPassword, c.SMTPURL = "admin@example.org", "correct horse", sink.URL()
	if err := c.Complete(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.DiscardHandler), Migrate: true, Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Services.Accounts.EnsureAdmin(ctx, c.AdminEmail, c.AdminPassword); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- a.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		_ = a.Close()
	})
	p := &program{t: t, base: "http://" + l.Addr().String(), sink: sink}
	var s struct {
		Token string `json:"access_token"`
	}
	p.call("POST", "/auth/login", map[string]string{"email": c.AdminEmail, "password": c.AdminPassword}, 200, &s)
	p.token = s.Token
	return p
}

// call makes a request and decodes the answer; any other status ends the test.
func (p *program) call(method, path string, body any, want int, out any) http.Header {
	p.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.send(method, path, "application/json", bytes.NewReader(raw), nil, want, out)
}

func (p *program) send(method, path, kind string, body io.Reader, header map[string]string, want int, out any) http.Header {
	p.t.Helper()
	r, err := http.NewRequest(method, p.base+"/api/v1"+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		p.t.Fatalf("%s %s: status %d, want %d: %s %v", method, path, res.StatusCode, want, raw, err)
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			p.t.Fatalf("%s %s: %v: %s", method, path, err, raw)
		}
	}
	return res.Header
}

// get reads one path.
func (p *program) get(path string, out any) {
	p.t.Helper()
	p.call("GET", path, nil, 200, out)
}

// job waits for a job to end well.
func (p *program) job(v string) {
	p.t.Helper()
	for deadline := time.Now().Add(10 * time.Minute); time.Now().Before(deadline); {
		var j struct {
			State  string
			Detail string `json:"error_detail"`
		}
		p.get("/jobs/"+v, &j)
		switch j.State {
		case "done":
			return
		case "failed", "cancelled":
			p.t.Fatalf("job %s: %s %s", v, j.State, j.Detail)
		}
		<-time.After(50 * time.Millisecond)
	}
	p.t.Fatalf("job %s does not end", v)
}

type counts struct {
	Read      int64  `json:"lines_read"`
	Kept      int64  `json:"lines_kept"`
	Rejected  int64  `json:"lines_rejected"`
	Anonymous int64  `json:"lines_anonymous"`
	Amount    string `json:"amount_kept"`
	Net       int64  `json:"net_kept_minor"`
	Orders    struct{ Created, Updated, Unchanged int64 }
	Clients   struct{ Created, Updated, Unchanged int64 }
}

// load imports a file with a preset and gives its reckoning.
func (p *program) load(name, preset string, file io.Reader) counts {
	p.t.Helper()
	i, j := p.startImport(name, preset, file)
	p.job(j)
	var done struct{ Counts counts }
	p.get("/imports/"+i, &done)
	return done.Counts
}

// startImport uploads a file and starts its import; it gives the ids of the import and of its job.
func (p *program) startImport(name, preset string, file io.Reader) (load, job string) {
	p.t.Helper()
	pr, pw := io.Pipe()
	form := multipart.NewWriter(pw)
	go func() {
		part, err := form.CreateFormFile("file", name)
		if err == nil {
			_, err = io.Copy(part, file)
		}
		if err == nil {
			err = form.Close()
		}
		pw.CloseWithError(err)
	}()
	var i struct{ ID string }
	h := p.send("POST", "/imports", form.FormDataContentType(), pr, nil, 201, &i)
	set := fmt.Sprintf(`{"preset":%q,"options":{"source":"shop"}}`, preset)
	p.send("PUT", "/imports/"+i.ID+"/settings", "application/json", bytes.NewReader([]byte(set)), map[string]string{"If-Match": h.Get("ETag")}, 200, nil)
	var j struct{ ID string }
	p.call("POST", "/imports/"+i.ID+"/start", map[string]any{}, 202, &j)
	return i.ID, j.ID
}

// all reads every page of a list.
func all[T any](p *program, path string) []T {
	p.t.Helper()
	var out []T
	sep := "?"
	if bytes.ContainsRune([]byte(path), '?') {
		sep = "&"
	}
	for cursor := ""; ; {
		var l struct {
			Items []T
			Next  *string `json:"next_cursor"`
		}
		p.get(path+sep+"limit=200"+cursor, &l)
		out = append(out, l.Items...)
		if l.Next == nil {
			return out
		}
		cursor = "&cursor=" + *l.Next
	}
}

// unsubscribe follows the link of a message as a mail program does: GET shows a page and changes nothing, POST acts.
func (p *program) unsubscribe(path string) {
	p.t.Helper()
	for _, step := range []struct{ method, body string }{{"GET", ""}, {"POST", "List-Unsubscribe=One-Click"}} {
		r, err := http.NewRequest(step.method, p.base+path, bytes.NewReader([]byte(step.body)))
		if err != nil {
			p.t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			p.t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			p.t.Fatalf("%s %s: %d", step.method, path, res.StatusCode)
		}
	}
}
