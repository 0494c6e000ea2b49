package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// command runs the program's command line and answers what it wrote to standard output.
func command(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var c cli
	parser, err := kong.New(&c, kong.Name("clientele"), kong.Exit(func(int) { t.Fatal("exit") }))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return "", err
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	defer func() { os.Stdout = stdout }()
	got := make(chan string)
	go func() {
		all, _ := io.ReadAll(read)
		got <- string(all)
	}()
	err = parsed.Run(&env{ctx: t.Context()})
	_ = write.Close()
	return <-got, err
}

func TestAnalyse(t *testing.T) {
	dir := filepath.Join("..", "..", "internal", "analysis", "testdata")
	bad := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(bad, []byte("key,value\na,ten\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name   string
		args   []string
		has    string // in the output
		refuse string // in the error
	}{
		{"clv", []string{"clv", "--calibration-end", "2024-04-15", "--unit", "day", "--new-at", "1,7", filepath.Join(dir, "purchases.csv")}, `"reason": "thin_data"`, ""},
		{"clv by model", []string{"clv", "--model=mbgnbd", "--summary", filepath.Join(dir, "histories.csv")}, `"kind": "mbgnbd"`, ""},
		{"rfm", []string{"rfm", "--as-of", "2024-07-31", filepath.Join(dir, "sales.csv")}, `"clients_without_sale": 2`, ""},
		{"abc with cuts", []string{"abc", "--cuts", "80,95", filepath.Join(dir, "values.csv")}, `"cuts": [80, 95]`, ""},
		{"abc by default", []string{"abc", filepath.Join(dir, "values.csv")}, `"preset": "60_90"`, ""},
		{"abc preset", []string{"abc", "--preset", "pareto", filepath.Join(dir, "values.csv")}, `"cuts": [80]`, ""},
		{"offpolicy", []string{"offpolicy", filepath.Join(dir, "decisions.csv")}, `"effective_sample": 80`, ""},
		{"offpolicy refused", []string{"offpolicy", filepath.Join(dir, "decisions_apart.csv")}, `"code": "no_overlap"`, ""},
		{"place of a mistake", []string{"abc", bad}, "", bad + ": line 2, column 2 (value)"},
		{"no such file", []string{"abc", "nowhere.csv"}, "", "nowhere.csv"},
		{"bad date", []string{"rfm", "--as-of", "31/12/2024", bad}, "", "--as-of"},
		{"bad calibration", []string{"clv", "--calibration-end", "yesterday", bad}, "", "--calibration-end"},
		{"no date", []string{"rfm", bad}, "", "--as-of"},
		{"cuts and preset", []string{"abc", "--cuts", "80", "--preset", "pareto", bad}, "", "--cuts"},
		{"unknown model", []string{"clv", "--model", "crystal", bad}, "", "--model"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			out, err := command(t, append([]string{"analyse"}, c.args...)...)
			if c.refuse != "" {
				if err == nil || !strings.Contains(err.Error(), c.refuse) || out != "" {
					t.Fatalf("error %v, output %q", err, out)
				}
				return
			}
			if err != nil || !json.Valid([]byte(out)) || !strings.Contains(out, c.has) {
				t.Fatalf("error %v, %q not in %s", err, c.has, out)
			}
		})
	}
}

func TestAnalyseStandardInput(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdin := os.Stdin
	os.Stdin = read
	defer func() { os.Stdin = stdin }()
	_, _ = write.WriteString("Key,Value\na,1\n")
	_ = write.Close()
	out, err := command(t, "analyse", "abc", "--summary", "-")
	if err != nil || !strings.Contains(out, `"total": 1`) || strings.Contains(out, `"keys": [`) {
		t.Fatalf("error %v, output %s", err, out)
	}
}
