// Package clientele_test holds the rules that are about the whole of the code: the ladder of imports (docs/architecture.md) and the
// size of files.
package clientele_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ladder is the packages of internal/, line by line: a package imports only those of lines above its own. Some have a place before they
// have code.
var ladder = [][]string{
	{"fault", "id"},
	{"page", "clock", "money", "config", "event"},
	{"analytics", "rule", "job", "table"},
	{"account", "analysis"},
	{"client", "product"},
	{"record"},
	{"order", "contact", "interaction", "aftersales", "receivable", "wallet", "subscription", "survey", "privacy", "hook"},
	{"portfolio", "intake"},
	{"segment"},
	{"offer", "sales", "message"},
	{"campaign"},
	{"journey", "programme", "demo"},
	{"store", "httpapi", "channel", "token", "web"},
	{"jobs"},
	{"app"},
}

// lastOfMiddle is on the last line of the middle: the packages that know neither HTTP nor SQL.
const lastOfMiddle = "programme"

// forbidden lists what packages outside this module, and the standard library's, a room never sees. The longest match decides.
var forbidden = map[string]map[string]bool{
	"middle":  {"net/http": true, "database/sql": true, "database/sql/driver": false, "gorm.io": true, "github.com/gin-gonic": true, "github.com/gin-contrib": true},
	"httpapi": {"gorm.io": true, "database/sql": true},
	"store":   {"github.com/gin-gonic": true, "github.com/gin-contrib": true, "net/http": true},
	"channel": {"gorm.io": true, "database/sql": true, "github.com/gin-gonic": true},
	"token":   {"gorm.io": true, "database/sql": true, "github.com/gin-gonic": true},
	"web":     {"gorm.io": true, "database/sql": true, "github.com/gin-gonic": true},
	"jobs":    {"gorm.io": true, "database/sql": true, "github.com/gin-gonic": true},
}

// source is one Go file: its path below backend/, its lines, and what it imports.
type source struct {
	path      string
	lines     int
	imports   []string
	test      bool
	generated bool
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, raw, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		s := source{path: filepath.ToSlash(path), lines: bytes.Count(raw, []byte("\n")), test: strings.HasSuffix(path, "_test.go")}
		for _, c := range f.Comments {
			if c.Pos() < f.Package && strings.HasPrefix(c.Text(), "Code generated ") {
				s.generated = true
			}
		}
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, name)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 100 {
		t.Fatalf("found only %d Go files", len(out))
	}
	return out
}

// room gives the package below internal/ that a path or an import belongs to, "" where there is none.
func room(path string) string {
	_, rest, ok := strings.Cut(path, "internal/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// line gives a package's line of the ladder, -1 where it has none.
func line(name string) int {
	return slices.IndexFunc(ladder, func(l []string) bool { return slices.Contains(l, name) })
}

func TestPackagesImportOnlyTheLinesAbove(t *testing.T) {
	for _, s := range sources(t) {
		from := room(s.path)
		if s.test || from == "" {
			continue
		}
		at := line(from)
		if at < 0 {
			t.Errorf("%s: package %s has no line of the ladder", s.path, from)
			continue
		}
		for _, i := range s.imports {
			if !strings.HasPrefix(i, "clientele/") {
				continue
			}
			to := room(i)
			switch {
			case to == from:
			case to == "" && from != "app":
				t.Errorf("%s imports %s, which is outside internal", s.path, i)
			case to == "":
			case line(to) < 0:
				t.Errorf("%s imports %s, which has no line of the ladder", s.path, to)
			case line(to) == at:
				t.Errorf("%s imports %s, a neighbour", s.path, to)
			case line(to) > at:
				t.Errorf("%s imports %s, a line below", s.path, to)
			}
		}
	}
}

func TestRoomsDoNotSeeEachOthersTools(t *testing.T) {
	last := line(lastOfMiddle)
	for _, s := range sources(t) {
		name := room(s.path)
		if s.test || name == "" {
			continue
		}
		rules := forbidden[name]
		if at := line(name); at >= 0 && at <= last {
			rules = forbidden["middle"]
		}
		for _, i := range s.imports {
			if denied(rules, i) {
				t.Errorf("%s imports %s, which %s never sees", s.path, i, name)
			}
		}
	}
}

// denied says what the rule with the longest matching path says.
func denied(rules map[string]bool, path string) bool {
	best, out := -1, false
	for prefix, no := range rules {
		if (path == prefix || strings.HasPrefix(path, prefix+"/")) && len(prefix) > best {
			best, out = len(prefix), no
		}
	}
	return out
}

// TestFilesAreSmall: no file above 400 lines, nine in ten at most 300, the median at most 90; tests and generated files apart.
// The median is only reported for now.
func TestFilesAreSmall(t *testing.T) {
	var sizes []int
	long := 0
	for _, s := range sources(t) {
		if s.test || s.generated {
			continue
		}
		sizes = append(sizes, s.lines)
		if s.lines > 300 {
			long++
			t.Logf("%s has %d lines", s.path, s.lines)
		}
		if s.lines > 400 {
			t.Errorf("%s has %d lines, more than 400", s.path, s.lines)
		}
	}
	slices.Sort(sizes)
	if 10*long > len(sizes) {
		t.Errorf("%d of %d files have more than 300 lines, more than one in ten", long, len(sizes))
	}
	if median := sizes[len(sizes)/2]; median > 90 {
		t.Logf("the median file has %d lines, more than 90", median)
	}
}

func TestTheRulesAboutImports(t *testing.T) {
	for path, want := range map[string]bool{"net/http": true, "net/http/httptest": true, "net/httpx": false, "database/sql": true,
		"database/sql/driver": false, "gorm.io/gorm": true, "time": false, "github.com/gin-gonic/gin": true} {
		if got := denied(forbidden["middle"], path); got != want {
			t.Errorf("%s in the middle: denied %v, want %v", path, got, want)
		}
	}
	seen := map[string]bool{}
	for _, l := range ladder {
		for _, name := range l {
			if seen[name] {
				t.Errorf("%s stands on the ladder twice", name)
			}
			seen[name] = true
		}
	}
}
