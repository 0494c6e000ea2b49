package httpapi

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"clientele/internal/account"
	"clientele/internal/table"
)

// exports is a noun whose downloads end as their path says.
type exports struct {
	started chan struct{}
	stopped chan error
}

func (e exports) routes() []route {
	out := []route{}
	for path, end := range map[string]func() error{"whole": func() error { return nil }, "fails": func() error { return errors.New("a secret cause") }, "panics": func() error { panic("a secret cause") }} {
		out = append(out, route{http.MethodGet, "/" + path, account.Public, func(c *gin.Context) (any, error) { return e.download(c, end) }})
	}
	return out
}

func (e exports) download(c *gin.Context, end func() error) (any, error) {
	q := readQuery(c)
	format, rows := q.format(), q.number("rows")
	if err := q.err(); err != nil {
		return nil, err
	}
	t := table.Table[string]{Name: "numbers", Columns: []table.Column[string]{table.Text("text", func(s string) string { return s })}}
	return download(c, t, "numbers", format, func(yield func(string) error) error {
		for i := int64(0); i < *rows || *rows < 0; i++ {
			err := yield(fmt.Sprintf("%d %s", i, strings.Repeat("x", 100)))
			if *rows < 0 && i == 0 {
				e.started <- struct{}{}
			}
			if err = cmp.Or(err, c.Request.Context().Err()); err != nil {
				if *rows < 0 {
					e.stopped <- err
				}
				return err
			}
		}
		return end()
	})
}

func serveExports(t *testing.T) (*httptest.Server, exports) {
	t.Helper()
	e := exports{make(chan struct{}, 1), make(chan error, 1)}
	h, err := New(Deps{Log: slog.New(slog.DiscardHandler), Metrics: NewMetrics(prometheus.NewRegistry()), Nouns: []Noun{e}})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, e
}

func TestDownloads(t *testing.T) {
	s, _ := serveExports(t)
	for _, c := range []struct {
		path    string
		status  int
		whole   bool
		kind    string
		name    string
		problem bool
	}{
		{"whole?rows=20000", 200, true, "text/csv; charset=utf-8", "numbers.csv", false},
		{"whole?rows=20000&format=xlsx", 200, true, table.XLSX.ContentType(), "numbers.xlsx", false},
		{"whole?rows=20000&format=parquet", 200, true, table.Parquet.ContentType(), "numbers.parquet", false},
		{"fails?rows=20000", 200, false, "text/csv; charset=utf-8", "numbers.csv", false},
		{"panics?rows=20000", 200, false, "text/csv; charset=utf-8", "numbers.csv", false},
		{"fails?rows=200000&format=parquet", 200, false, table.Parquet.ContentType(), "numbers.parquet", false},
		{"fails?rows=10", 500, true, "application/problem+json", "", true},
		{"panics?rows=10", 500, true, "application/problem+json", "", true},
		{"fails?rows=20000&format=xlsx", 500, true, "application/problem+json", "", true},
		{"whole?rows=1&format=pdf", 422, true, "application/problem+json", "", true},
	} {
		for _, via := range []string{"HTTP/1.1", "HTTP/1.1 gzip", "HTTP/2.0"} {
			t.Run(via+" "+c.path, func(t *testing.T) {
				r, err := http.NewRequest(http.MethodGet, s.URL+Base+"/"+c.path, http.NoBody)
				if err != nil {
					t.Fatal(err)
				}
				client := s.Client()
				if proto, _, zipped := strings.Cut(via, " gzip"); zipped {
					r.Header.Set("Accept-Encoding", "gzip")
					via = proto
				} else {
					r.Header.Set("Accept-Encoding", "identity")
				}
				if via == "HTTP/1.1" {
					transport := client.Transport.(*http.Transport).Clone()
					transport.ForceAttemptHTTP2, transport.Protocols = false, new(http.Protocols)
					transport.Protocols.SetHTTP1(true)
					transport.TLSClientConfig.NextProtos = nil
					client = &http.Client{Transport: transport}
					t.Cleanup(transport.CloseIdleConnections)
				}
				res, err := client.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				defer res.Body.Close()
				var in io.Reader = res.Body
				if res.Header.Get("Content-Encoding") == "gzip" {
					if in, err = gzip.NewReader(res.Body); err != nil {
						t.Fatal(err)
					}
				}
				raw, err := io.ReadAll(in)
				if res.Proto != via || res.StatusCode != c.status || (err == nil) != c.whole {
					t.Fatalf("%s, status %d, %d bytes, %v", res.Proto, res.StatusCode, len(raw), err)
				}
				if got := res.Header.Get("Content-Type"); got != c.kind {
					t.Errorf("content type %q", got)
				}
				if got := res.Header.Get("Content-Disposition"); c.name != "" && got != `attachment; filename="`+c.name+`"` || c.name == "" && got != "" {
					t.Errorf("disposition %q", got)
				}
				if strings.Contains(string(raw), "secret") || strings.Contains(string(raw), `"code"`) != c.problem {
					t.Errorf("body %.200q", raw)
				}
			})
		}
	}
}

// In HTTP/1.0 the end of the connection is the end of the file, so a failure must be told otherwise. Some proxies speak it by default.
func TestABrokenDownloadInHTTP10(t *testing.T) {
	e := exports{make(chan struct{}, 1), make(chan error, 1)}
	h, err := New(Deps{Log: slog.New(slog.DiscardHandler), Metrics: NewMetrics(prometheus.NewRegistry()), Nouns: []Noun{e}})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	for path, whole := range map[string]bool{"whole?rows=20000": true, "fails?rows=20000": false, "panics?rows=20000": false} {
		conn, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprintf(conn, "GET %s/%s HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n", Base, path); err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, bufio.NewReader(conn))
		_ = conn.Close()
		if whole && err != nil || !whole && !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// A caller that goes away stops the source.
func TestACancelledDownload(t *testing.T) {
	s, e := serveExports(t)
	for _, format := range []string{"csv", "parquet", "xlsx"} {
		ctx, cancel := context.WithCancel(context.Background())
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+Base+"/whole?rows=-1&format="+format, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			if res, err := s.Client().Do(r); err == nil {
				_, _ = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
		}()
		<-e.started
		cancel()
		if err := <-e.stopped; err == nil {
			t.Errorf("%s went on", format)
		}
		<-gone
	}
}
