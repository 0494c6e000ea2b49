package app_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"clientele/internal/app"
	"clientele/internal/config"
	"clientele/internal/store/storetest"
)

// build makes the program on a fresh SQLite file.
func build(t *testing.T, edit func(*config.Config)) *app.App {
	t.Helper()
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = storetest.SQLite(t), t.TempDir(), "a secret of at least thirty-two characters"
	if edit != nil {
		edit(&c)
	}
	if err := c.Complete(); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(context.Background(), c, app.Options{Log: slog.New(slog.DiscardHandler), Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestServeStopsGracefully(t *testing.T) {
	a := build(t, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Serve(ctx, l) }()
	res, err := http.Get("http://" + l.Addr().String() + "/readyz")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("ready: %v %v", res, err)
	}
	_ = res.Body.Close()
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTracesReachACollector(t *testing.T) {
	var got atomic.Int64
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		if r.URL.Path == "/v1/traces" {
			got.Add(int64(len(b)))
		}
		w.WriteHeader(http.StatusOK)
	}))
	defer collector.Close()
	a := build(t, func(c *config.Config) { c.TraceEndpoint = collector.URL + "/v1/traces" })
	w := httptest.NewRecorder()
	a.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", http.NoBody))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if w.Code != http.StatusOK || got.Load() == 0 {
		t.Fatalf("status %d, %d bytes of traces", w.Code, got.Load())
	}
}

func TestCORSIsForNamedOriginsOnly(t *testing.T) {
	a := build(t, func(c *config.Config) { c.CORSOrigins = []string{"https://app.example.org"} })
	defer func() { _ = a.Close() }()
	for origin, want := range map[string]string{"https://app.example.org": "https://app.example.org", "https://evil.example.org": ""} {
		r := httptest.NewRequest(http.MethodOptions, "/api/v1/clients", http.NoBody)
		r.Header.Set("Origin", origin)
		r.Header.Set("Access-Control-Request-Method", "GET")
		w := httptest.NewRecorder()
		a.Handler.ServeHTTP(w, r)
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("%s: allowed %q, want %q", origin, got, want)
		}
	}
}

// moving is a clock that a test pushes forward.
type moving struct{ at atomic.Int64 }

func (m *moving) Now() time.Time { return time.UnixMicro(m.at.Load()).UTC() }

func TestARefreshTokenUsedTwiceEndsTheSession(t *testing.T) {
	clk := &moving{}
	clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
	c := config.Default()
	c.DatabaseURL, c.DataDir, c.Secret = storetest.SQLite(t), t.TempDir(), "a secret of at least thirty-two characters"
	ctx := context.Background()
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.DiscardHandler), Clock: clk, Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	acc := a.Services.Accounts
	if _, err := acc.EnsureAdmin(ctx, "a@example.org", "correct horse"); err != nil {
		t.Fatal(err)
	}
	first, err := acc.SignIn(ctx, "a@example.org", "correct horse", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	second, err := acc.Refresh(ctx, first.RefreshToken)
	if err != nil {
		t.Fatal(err)
	}
	clk.at.Add(time.Minute.Microseconds())
	if _, err := acc.Refresh(ctx, first.RefreshToken); err == nil {
		t.Fatal("a used refresh token was taken again")
	}
	if _, err := acc.Refresh(ctx, second.RefreshToken); err == nil {
		t.Fatal("the session goes on after its token was used twice")
	}
	clk.at.Add((16 * time.Minute).Microseconds())
	if _, err := acc.Verify(second.AccessToken); err == nil {
		t.Fatal("an access token outlives its fifteen minutes")
	}
}
