package httpapi_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"clientele/internal/account"
	"clientele/internal/httpapi"
)

// A proxy that compresses weakens the ETag on its way; the version in it still counts, both to read and to write.
func TestVersionsThroughAProxy(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		path := "/clients/" + p.create(t, "/clients", `{"company_name":"Ain SA","kind":"b2b"}`)
		for _, tag := range []string{`"v1"`, `W/"v1"`, `"v0", "v1"`, `*`} {
			if r := p.do(t, call{role: account.Sales, method: "GET", path: path, header: map[string]string{"If-None-Match": tag}}); r.status != http.StatusNotModified {
				t.Errorf("If-None-Match %s: %d", tag, r.status)
			}
		}
		put := call{role: account.Sales, method: "PUT", path: path, body: `{"company_name":"Ain & fils","kind":"b2b"}`, header: map[string]string{"If-Match": `W/"v1"`}, want: 200}
		p.do(t, put)
		put.want = http.StatusPreconditionFailed
		p.do(t, put)
	})
}

// HEAD is GET without its body, on the API, on the health check and on the pages.
func TestHead(t *testing.T) {
	p := start(t, sqliteAddress(t))
	server := httptest.NewServer(p.Handler)
	defer server.Close()
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, httpapi.Base + "/clients": 200, httpapi.Base + "/clients/7": 404, httpapi.Base + "/demo": 405} {
		r, err := http.NewRequest(http.MethodHead, server.URL+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+p.tokens[account.Admin])
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != want || len(body) > 0 {
			t.Errorf("HEAD %s: %d, %d bytes, %v", path, res.StatusCode, len(body), err)
		}
	}
}

// A page of the app is answered with 200 whatever its path, though the router knows no route for it.
func TestPagesAreFound(t *testing.T) {
	h, err := httpapi.New(httpapi.Deps{Log: slog.New(slog.DiscardHandler), Metrics: httpapi.NewMetrics(prometheus.NewRegistry()),
		Page: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<!doctype html>") })})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/": 200, "/clients/7": 200, httpapi.Base + "/nothing": 404} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
		if w.Code != want {
			t.Errorf("GET %s: %d, want %d", path, w.Code, want)
		}
	}
}
