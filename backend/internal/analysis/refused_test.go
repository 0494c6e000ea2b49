package analysis_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"clientele/internal/analysis"
)

// What is wrong with a file is named with its line and column.
func TestBadInput(t *testing.T) {
	clv := func(in io.Reader) error { _, err := analysis.CLV(in, plan("bgnbd")); return err }
	early := func(in io.Reader) error {
		p := plan("bgnbd")
		p.CalibrationEnd = day(t, "2023-12-31")
		_, err := analysis.CLV(in, p)
		return err
	}
	rfm := func(in io.Reader) error {
		_, err := analysis.RFM(in, analysis.RFMPlan{AsOf: *day(t, "2024-07-31"), WindowMonths: 12, Monetary: "sum"})
		return err
	}
	abc := func(in io.Reader) error { _, err := analysis.ABC(in, analysis.ABCPlan{Preset: "pareto"}); return err }
	off := func(in io.Reader) error {
		_, err := analysis.OffPolicy(in, analysis.OffPolicyPlan{Level: 0.95})
		return err
	}
	cases := []struct {
		name string
		run  func(io.Reader) error
		file string
		want string
	}{
		{"empty file", abc, "", "the file is empty: want a header key,value"},
		{"missing column", rfm, "client,amount\na,1\n", "line 1: missing column date; want a header client,date,amount[,order]"},
		{"missing columns, nearer form", clv, "client,x,tx\n", "line 1: missing column t; want a header client,date[,amount] or x,tx,t[,client][,spend]"},
		{"unknown column", rfm, "client,date,amount,colour\n", "line 1, column 4 (colour): unknown column"},
		{"repeated column", abc, "key,value,KEY\n", "line 1, column 3 (KEY): the column stands twice, first as column 1"},
		{"fields missing", abc, "key,value\na,1\nb\n", "line 3: the line has not as many fields as the header (2)"},
		{"too many fields", abc, "key,value\na,1,2\n", "line 2: the line has not as many fields as the header (2)"},
		{"quote not closed", abc, "key,value\n\"a,1\nb,2\n", "a quotation mark"},
		{"impossible day", rfm, "client,date,amount\na,2024-01-31,1\na,2024-02-30,1\n", `line 3, column 2 (date): "2024-02-30" is not a day`},
		{"day with nonsense", rfm, "client,date,amount\na,2024-02-03T,1\n", "line 2, column 2 (date)"},
		{"day the other way", clv, "client,date\na,03/02/2024\n", "line 2, column 2 (date)"},
		{"amount in words", rfm, "client,date,amount\na,2024-01-31,ten\n", `line 2, column 3 (amount): "ten" is not a number`},
		{"amount empty", rfm, "client,date,amount\na,2024-01-31,\n", "line 2, column 3 (amount)"},
		{"decimal comma", abc, "key;value\na;1,5\n", `line 2, column 2 (value): "1,5" is not a number`},
		{"two signs", abc, "key,value\na,--5\n", "line 2, column 2 (value)"},
		{"infinite", abc, "key,value\na,Inf\n", "line 2, column 2 (value)"},
		{"too many decimals", abc, "key,value\na,0.0000000001\n", "has more than 9 decimals"},
		{"too large", abc, "key,value\na,92233720368547758080\n", "is too large a number"},
		{"too large with all decimals", abc, "key,value\na,9223372036854775807\nb,0.001\n", "line 2: the amount is too large to be kept"},
		{"sum too large", abc, "key,value\na,9223372036854775807\na,1\n", "line 3: the sum of the amounts"},
		{"client empty", rfm, "client,date,amount\na,2024-01-31,1\n,2024-01-31,1\n", "line 3, column 1 (client): is empty"},
		{"client not text", abc, "key,value\n\xff,1\n", "line 2, column 1 (key): is not UTF-8"},
		{"client too long", abc, "key,value\n" + strings.Repeat("k", 1001) + ",1\n", "is longer than 1000 bytes"},
		{"order of two clients", rfm, "client,date,amount,order\na,2024-01-31,1,7\nb,2024-01-31,1,7\n", `line 3, column 4 (order): "7" belongs to the client "a" since line 2`},
		{"x not whole", clv, "x,tx,T\n1.5,2,3\n", "line 2, column 1 (x)"},
		{"x negative", clv, "x,tx,T\n-1,2,3\n", "line 2, column 1 (x)"},
		{"tx after T", clv, "x,tx,T\n1,4,3\n", "line 2, column 2 (tx): is later than T (3)"},
		{"tx without x", clv, "x,tx,T\n0,2,3\n", "line 2, column 2 (tx): must be 0 where x is 0"},
		{"x without tx", clv, "x,tx,T\n2,0,3\n", "line 2, column 2 (tx): is 0, but"},
		{"T not a number", clv, "x,tx,T\n0,0,NaN\n", "line 2, column 3 (t)"},
		{"hexadecimal", clv, "x,tx,T\n0,0,0x1p4\n", "line 2, column 3 (t)"},
		{"client twice", clv, "client,x,tx,T\na,0,0,3\na,0,0,3\n", "line 3, column 1 (client)"},
		{"spend missing", clv, "x,tx,T,spend\n2,1,3,\n", "line 2, column 4 (spend)"},
		{"calibration too early", early, "client,date\na,2024-01-31\n", "the calibration ends on 2023-12-31, before the first purchase on 2024-01-31"},
		{"dates for histories", early, "x,tx,T\n0,0,3\n", "has no dates"},
		{"nobody to fit", clv, "client,date\na,2024-01-31\n", "1 clients"},
		{"no purchase", clv, "client,date\n", "the file has no purchase"},
		{"propensity zero", off, "action,reward,propensity,target_propensity\na,1,0,1\n", "line 2, column 3 (propensity): 0 is not above 0"},
		{"target above one", off, "action,reward,propensity,target_propensity\na,1,1,1.5\n", "line 2, column 4 (target_propensity)"},
		{"model of the target alone", off, "action,reward,propensity,target_propensity,model_target_reward\n", "needs model_reward"},
		{"one decision", off, "action,reward,propensity,target_propensity\na,1,1,1\n", "fewer than two decisions"},
		{"broken gzip", abc, "\x1f\x8bnothing", "unpack"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := c.run(strings.NewReader(c.file))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestPlansRefused(t *testing.T) {
	file := "client,date\na,2024-01-31\nb,2024-01-31\n"
	for name, p := range map[string]analysis.CLVPlan{
		"unit":     {Model: "bgnbd", Unit: "hour", Level: 0.95},
		"horizon":  {Model: "bgnbd", Unit: "week", Horizon: 1e6, Level: 0.95},
		"discount": {Model: "bgnbd", Unit: "week", Discount: -1, Level: 0.95},
		"margin":   {Model: "bgnbd", Unit: "week", Margin: 2, Level: 0.95},
		"level":    {Model: "bgnbd", Unit: "week", Level: 1},
		"new":      {Model: "bgnbd", Unit: "week", Level: 0.95, NewAt: []float64{-1}},
		"model":    {Model: "crystal", Unit: "week", Level: 0.95},
	} {
		if _, err := analysis.CLV(strings.NewReader(file), p); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := analysis.ABC(strings.NewReader("key,value\n"), analysis.ABCPlan{Cuts: []float64{95, 80}}); err == nil {
		t.Error("falling cuts accepted")
	}
	if _, err := analysis.ABC(strings.NewReader("key,value\n"), analysis.ABCPlan{Preset: "50"}); err == nil {
		t.Error("unknown preset accepted")
	}
}

// A prediction that knows the action cannot be used alone: its doubly robust estimate is taken back; with its mean under the target
// policy it is given.
func TestModelOfTheAction(t *testing.T) {
	log := func(column, first, second, cell string) string {
		file := "action,reward,propensity,target_propensity,model_reward" + column + "\n"
		for i := range 400 {
			file += fmt.Sprintf("a,%d,0.5,0.9,%s%s\nb,%d,0.5,0.1,%s%s\n", min(1, i%4), first, cell, min(0, i%4-1)+1, second, cell)
		}
		return file
	}
	for _, c := range []struct{ name, file, model, estimate string }{
		{"far apart", log("", "0.75", "0.25", ""), "context", ""},
		{"one number per action, hardly apart", log("", "0.5", "0.50001", ""), "context", ""},
		{"of the context", log("", "0.5", "0.5", ""), "context", "0.7500"},
		{"with its mean under the target", log(",model_target_reward", "0.75", "0.75", ",0.75"), "action", "0.7500"},
		{"of the action, with its mean", log(",model_target_reward", "0.7", "0.6", ",0.69"), "action", "0.7500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			report, err := analysis.OffPolicy(strings.NewReader(c.file), analysis.OffPolicyPlan{Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			if report.Model != c.model || len(report.Refused) > 0 {
				t.Errorf("model %s, refused %v", report.Model, report.Refused)
			}
			got := ""
			if report.DoublyRobust != nil {
				got = fmt.Sprintf("%.4f", report.DoublyRobust.Estimate)
			}
			if got != c.estimate {
				t.Errorf("doubly robust %q, want %q", got, c.estimate)
			}
		})
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteFails(t *testing.T) {
	report, err := analysis.ABC(strings.NewReader("key,value\na,1\n"), analysis.ABCPlan{Preset: "pareto"})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []bool{false, true} {
		if report.WriteJSON(failing{}, list) == nil {
			t.Error("a full disk went unseen")
		}
	}
}
