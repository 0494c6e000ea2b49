package analysis_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"clientele/internal/analysis"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each file of testdata has its answer beside it; the figures that docs/measures.md computes by hand are among them.
func TestGolden(t *testing.T) {
	clv := func(model, end string) func(io.Reader) (analysis.Report, error) {
		return func(in io.Reader) (analysis.Report, error) {
			p := plan(model)
			if end != "" {
				p.CalibrationEnd = day(t, end)
			}
			return analysis.CLV(in, p)
		}
	}
	rfm := func(months int, monetary string) func(io.Reader) (analysis.Report, error) {
		return func(in io.Reader) (analysis.Report, error) {
			return analysis.RFM(in, analysis.RFMPlan{AsOf: *day(t, "2024-07-31"), WindowMonths: months, Monetary: monetary})
		}
	}
	offPolicy := func(in io.Reader) (analysis.Report, error) {
		return analysis.OffPolicy(in, analysis.OffPolicyPlan{Level: 0.95})
	}
	cases := []struct {
		file, golden string
		list         bool
		run          func(io.Reader) (analysis.Report, error)
	}{
		{"purchases.csv", "clv_thin", true, clv("auto", "2024-04-15")},
		{"histories.csv", "clv_histories", true, clv("auto", "")},
		{"sales.csv", "rfm_sum", true, rfm(12, "sum")},
		{"sales.csv", "rfm_life_mean", true, rfm(0, "mean")},
		{"values.csv", "abc_preset", true, func(in io.Reader) (analysis.Report, error) {
			return analysis.ABC(in, analysis.ABCPlan{Preset: "60_90"})
		}},
		{"values.csv", "abc_cuts", false, func(in io.Reader) (analysis.Report, error) {
			return analysis.ABC(in, analysis.ABCPlan{Cuts: []float64{80, 95}})
		}},
		{"decisions.csv", "offpolicy", true, offPolicy},
		{"decisions_apart.csv", "offpolicy_refused", true, offPolicy},
	}
	for _, c := range cases {
		t.Run(c.golden, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", c.file))
			if err != nil {
				t.Fatal(err)
			}
			report, err := c.run(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := report.WriteJSON(&got, c.list); err != nil {
				t.Fatal(err)
			}
			if !json.Valid(got.Bytes()) {
				t.Fatalf("not JSON: %s", got.String())
			}
			golden := filepath.Join("testdata", c.golden+".json")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("differs from %s (run with -update and read the difference):\n%s", golden, got.String())
			}
		})
	}
}
