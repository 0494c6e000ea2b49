package httpapi

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
)

func TestCompressed(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	large, small := strings.Repeat("x", compressFrom), strings.Repeat("x", compressFrom-1)
	for _, c := range []struct {
		name, accept, kind, body string
		status                   int
		want                     bool
	}{
		{"large JSON", "gzip, br", "application/json", large, 200, true},
		{"large text with charset", "gzip", "text/csv; charset=utf-8", large, 200, true},
		{"small JSON", "gzip", "application/json", small, 200, false},
		{"anything", "br, *;q=0.1", "application/json", large, 200, true},
		{"anything but gzip", "*, gzip;q=0", "application/json", large, 200, false},
		{"explicitly not", "gzip;q=0, identity", "application/json", large, 200, false},
		{"a caller that does not take it", "", "application/json", large, 200, false},
		{"an image", "gzip", "image/png", large, 200, false},
		{"a failure", "gzip", "application/problem+json", large, 500, false},
		{"a part", "gzip", "text/plain", large, 206, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := gin.New()
			g.GET("/", compressed, func(x *gin.Context) {
				x.Header("Content-Length", "999999")
				x.Data(c.status, c.kind, []byte(c.body))
			})
			r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
			r.Header.Set("Accept-Encoding", c.accept)
			w := httptest.NewRecorder()
			g.ServeHTTP(w, r)
			var in io.Reader = w.Body
			if zipped := w.Header().Get("Content-Encoding") == "gzip"; zipped != c.want {
				t.Fatalf("compressed: %v", zipped)
			}
			if c.want {
				if w.Header().Get("Content-Length") != "" || w.Header().Get("Vary") != "Accept-Encoding" {
					t.Fatalf("headers %v", w.Header())
				}
				z, err := gzip.NewReader(in)
				if err != nil {
					t.Fatal(err)
				}
				in = z
			}
			if raw, err := io.ReadAll(in); err != nil || string(raw) != c.body {
				t.Fatalf("%d bytes, %v", len(raw), err)
			}
		})
	}
}
