package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"clientele/internal/analysis"
	"clientele/internal/clock"
)

// analyseCmd gives analysts the maths on a file, without a base: JSON on standard output, what is wrong on standard error.
type analyseCmd struct {
	CLV       analyseCLVCmd       `cmd:"" name:"clv" help:"Fit a model of purchases and predict each client."`
	RFM       analyseRFMCmd       `cmd:"" name:"rfm" help:"Score recency, frequency and money, and name each client's group."`
	ABC       analyseABCCmd       `cmd:"" name:"abc" help:"Cut keys into classes of value and measure how concentrated it is."`
	OffPolicy analyseOffPolicyCmd `cmd:"" name:"offpolicy" help:"Estimate what another policy would have earned from the log of this one."`
}

// analysed is what each of them takes: the file and what to print.
type analysed struct {
	Summary bool   `help:"Leave out the list with one line per client, key or action."`
	File    string `arg:"" help:"CSV file with a header, plain or gzipped; - reads standard input."`
}

// print runs an analysis on the file and writes its report; an error names file, line and column.
func (a analysed) print(run func(in io.Reader) (analysis.Report, error)) error {
	in, name := io.ReadCloser(os.Stdin), "standard input"
	if a.File != "-" {
		file, err := os.Open(a.File)
		if err != nil {
			return err
		}
		in, name = file, a.File
	}
	defer func() { _ = in.Close() }()
	report, err := run(in)
	if err != nil {
		if _, ok := errors.AsType[*analysis.PlaceError](err); ok {
			return fmt.Errorf("%s: %w", name, err)
		}
		return fmt.Errorf("analyse %s: %w", name, err)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	if err := report.WriteJSON(out, !a.Summary); err != nil {
		return err
	}
	return out.Flush()
}

type analyseCLVCmd struct {
	analysed
	Model          string    `default:"auto" enum:"auto,bgnbd,mbgnbd,paretonbd,nbd" help:"Model: ${enum}."`
	CalibrationEnd string    `placeholder:"DATE" help:"Last day that the model sees; what follows is the holdout. The last day of the file when left out."`
	ObservationEnd string    `placeholder:"DATE" help:"Last day that was observed; the last day of the file when left out."`
	Unit           string    `default:"week" enum:"day,week,month" help:"Unit of time: ${enum}."`
	Horizon        float64   `placeholder:"N" help:"How far to look, in units; a year when left out."`
	Discount       float64   `default:"0.1" placeholder:"YEARLY" help:"Yearly discount rate (0.1 is 10 %)."`
	Margin         float64   `default:"1" help:"Share of an amount that is profit."`
	Level          float64   `default:"0.95" help:"Level of the intervals."`
	NewAt          []float64 `placeholder:"T,..." help:"Times, in units, at which the expectation of a new client is wanted."`
}

// Run fits and predicts.
func (c analyseCLVCmd) Run() error {
	plan := analysis.CLVPlan{Model: c.Model, Unit: c.Unit, Horizon: c.Horizon, Discount: c.Discount, Margin: c.Margin, Level: c.Level, NewAt: c.NewAt}
	for _, date := range []struct {
		flag, text string
		to         **clock.Day
	}{{"--calibration-end", c.CalibrationEnd, &plan.CalibrationEnd}, {"--observation-end", c.ObservationEnd, &plan.ObservationEnd}} {
		if date.text == "" {
			continue
		}
		d, err := clock.ParseDay(date.text)
		if err != nil {
			return fmt.Errorf("%s: %w", date.flag, err)
		}
		*date.to = &d
	}
	return c.print(func(in io.Reader) (analysis.Report, error) { return analysis.CLV(in, plan) })
}

type analyseRFMCmd struct {
	analysed
	AsOf         string `required:"" placeholder:"DATE" help:"Last day that counts (2006-01-02)."`
	WindowMonths int    `default:"12" help:"Months up to that day for frequency and money; 0 for the whole life."`
	Monetary     string `default:"sum" enum:"sum,mean" help:"Money of the window, or its mean per sale: ${enum}."`
}

// Run scores.
func (c analyseRFMCmd) Run() error {
	day, err := clock.ParseDay(c.AsOf)
	if err != nil {
		return fmt.Errorf("--as-of: %w", err)
	}
	plan := analysis.RFMPlan{AsOf: day, WindowMonths: c.WindowMonths, Monetary: c.Monetary}
	return c.print(func(in io.Reader) (analysis.Report, error) { return analysis.RFM(in, plan) })
}

type analyseABCCmd struct {
	analysed
	Cuts   []float64 `placeholder:"80,95" help:"Own cuts, in percent of cumulated value."`
	Preset string    `enum:",pareto,60_90,65_90" default:"" help:"Cuts by name: pareto, 60_90 (when nothing is given) or 65_90."`
}

// Run cuts.
func (c analyseABCCmd) Run() error {
	if len(c.Cuts) > 0 && c.Preset != "" {
		return errors.New("--cuts and --preset: give one of them")
	}
	plan := analysis.ABCPlan{Cuts: c.Cuts, Preset: c.Preset}
	if len(plan.Cuts) == 0 && plan.Preset == "" {
		plan.Preset = "60_90"
	}
	return c.print(func(in io.Reader) (analysis.Report, error) { return analysis.ABC(in, plan) })
}

type analyseOffPolicyCmd struct {
	analysed
	Level float64 `default:"0.95" help:"Level of the intervals."`
}

// Run estimates; an estimate that cannot be trusted is refused in the report, which is no error.
func (c analyseOffPolicyCmd) Run() error {
	plan := analysis.OffPolicyPlan{Level: c.Level}
	return c.print(func(in io.Reader) (analysis.Report, error) { return analysis.OffPolicy(in, plan) })
}
