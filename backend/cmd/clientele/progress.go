package main

import (
	"fmt"
	"os"

	"clientele/internal/job"
	"clientele/internal/money"
)

// showProgress writes one line that overwrites itself, on a terminal only.
func showProgress(j job.Job) {
	if info, err := os.Stderr.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return
	}
	share := ""
	if j.ProgressTotal > 0 {
		share = fmt.Sprintf(" %3d %%", 100*j.ProgressDone/j.ProgressTotal)
	}
	fmt.Fprintf(os.Stderr, "\r%-60s", fmt.Sprintf("%s %s%s", j.State, j.Message, share))
	if j.Ended() {
		fmt.Fprint(os.Stderr, "\r\033[K")
	}
}

// amount writes minor units as a plain number with the currency.
func amount(minor int64, currency string) string {
	return money.Format(minor, money.Exponent(currency)) + " " + currency
}
