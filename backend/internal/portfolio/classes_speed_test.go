package portfolio

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// processTime is the time of all processors that the program has used: on a shared machine the clock on the wall tells little.
func processTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkClasses times every class of this package but ABC and RFM, one by one, for CLIENTS clients (100,000 unless said).
func BenchmarkClasses(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("CLIENTS"))
	if n == 0 {
		n = 100_000
	}
	w := newWorld("2026-03-12")
	w.populate(n, 1)
	w.record(2)
	in := w.inputs(b)
	w.orders, w.lines = nil, nil
	for _, model := range []string{"auto", "mbgnbd", "paretonbd"} {
		b.Run(fmt.Sprintf("%s/%d", model, n), func(b *testing.B) {
			in.settings.Model = model
			b.ReportAllocs()
			took := map[string]time.Duration{}
			for b.Loop() {
				var k KeptLifetime
				for _, step := range []struct {
					name string
					do   func() error
				}{
					{"lifetime", func() (err error) { k, _, err = fitLifetime(context.Background(), in); return err }},
					{"frat", func() error { return typeOfPurchases(in) }},
					{"trends", func() error { return trends(in) }},
					{"life stage", func() error { _, _, err := normsOf(in); return err }},
					{"matrix", func() error { _, _, err := matrixOf(in, k); return err }},
					{"relationship", func() error { _, err := relationships(in); return err }},
				} {
					at := processTime()
					if err := step.do(); err != nil {
						b.Fatal(err)
					}
					took[step.name] += processTime() - at
				}
			}
			var names []string
			for name := range took {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				b.ReportMetric(took[name].Seconds()/float64(b.N), strings.ReplaceAll(name, " ", "_")+"_cpu_s")
			}
		})
	}
}
