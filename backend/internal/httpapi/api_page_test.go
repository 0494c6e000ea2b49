package httpapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"clientele/internal/httpapi"
	"clientele/internal/store/storetest"
)

// The page of the API answers without signing in, and all it loads comes from this server.
func TestAPIPage(t *testing.T) {
	server := httptest.NewServer(start(t, storetest.SQLite(t)).Handler)
	defer server.Close()
	get := func(path, kind string) string {
		t.Helper()
		res, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), kind) || len(body) == 0 {
			t.Fatalf("GET %s: %d, %s, %d bytes, %v", path, res.StatusCode, res.Header.Get("Content-Type"), len(body), err)
		}
		if policy := res.Header.Get("Content-Security-Policy"); kind == "text/html" && (!strings.Contains(policy, "default-src 'none'") ||
			!strings.Contains(policy, "script-src 'self';") || strings.Contains(policy, "http")) {
			t.Errorf("GET %s: policy %q", path, policy)
		}
		return string(body)
	}
	page := get(httpapi.Base+"/docs", "text/html")
	references := regexp.MustCompile(`(?:href|src)="([^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(references) != 5 {
		t.Errorf("%d references in %s", len(references), page)
	}
	kinds := map[string]string{".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".json": "application/json"}
	for _, reference := range references {
		path := reference[1]
		if strings.Contains(path, "//") || strings.HasPrefix(path, "/") {
			t.Errorf("%q is not a file beside the page", path)
			continue
		}
		body := get(httpapi.Base+"/"+path, kinds[path[strings.LastIndex(path, "."):]])
		if strings.HasSuffix(path, ".css") {
			for _, link := range regexp.MustCompile(`url\(\s*["']?([^)]{0,20})`).FindAllStringSubmatch(body, -1) {
				if !strings.HasPrefix(link[1], "data:") {
					t.Errorf("%s loads %s", path, link[1])
				}
			}
		}
		if strings.HasSuffix(path, "start.js") && (strings.Contains(body, "//") || !strings.Contains(body, "validatorUrl: null")) {
			t.Errorf("the page starts with %s", body)
		}
	}
	if res, err := http.Get(server.URL + httpapi.Base + "/docs/swagger-ui-bundle.js.map"); err != nil || res.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is not served: %v %v", res.StatusCode, err)
	}
}
