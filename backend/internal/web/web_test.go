package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func TestAppAnswersEveryAddress(t *testing.T) {
	h := handler(fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}, "assets/a-1.js": {Data: []byte("1")}, "mark.svg": {Data: []byte("<svg/>")}})
	for _, c := range []struct{ path, cache, body string }{
		{"/", "no-cache", "<!doctype html>"}, {"/clients/12", "no-cache", "<!doctype html>"}, {"/index.html", "no-cache", "<!doctype html>"},
		{"/assets/a-1.js", "public, max-age=31536000, immutable", "1"}, {"/mark.svg", "no-cache", "<svg/>"}, {"/../../etc/passwd", "no-cache", "<!doctype html>"},
	} {
		w := &late{ResponseRecorder: httptest.NewRecorder()}
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://x"+c.path, http.NoBody))
		if w.status != http.StatusOK || w.Body.String() != c.body || w.Header().Get("Cache-Control") != c.cache || w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %d %q %v", c.path, w.status, w.Body, w.Header())
		}
	}
	if handler(fstest.MapFS{}) != nil {
		t.Error("an app without a first page")
	}
}

// late is a response whose status is 404 unless somebody says otherwise, as a router hands on what it did not find.
type late struct {
	*httptest.ResponseRecorder
	status int
}

func (l *late) WriteHeader(code int) { l.status = code }
