package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"clientele/internal/clock"
	"clientele/internal/job"
	"clientele/internal/jobs"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// A job that asks to go on later gives its worker to the others, and is the same job when it goes on.
func TestAJobThatGoesOnLaterLetsOthersBefore(t *testing.T) {
	storetest.Each(t, clock.System{}, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		queue := store.NewJobs(db)
		var first, other job.Job
		err := db.InTx(ctx, func(ctx context.Context) (err error) {
			if first, err = queue.Enqueue(ctx, job.New("slow", "", "", 0, nil, 0)); err != nil {
				return err
			}
			other, err = queue.Enqueue(ctx, job.New("quick", "", "", 0, nil, 0))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		turns := make(chan job.Job, 3)
		work := map[string]job.Work{
			"slow": func(_ context.Context, j job.Job, _ job.Progress) (any, error) {
				turns <- j
				if j.Attempts == 1 {
					return nil, job.Later{At: time.Now().Add(50 * time.Millisecond)}
				}
				return map[string]int{"turns": 2}, nil
			},
			"quick": func(_ context.Context, j job.Job, _ job.Progress) (any, error) {
				turns <- j
				return map[string]int{}, nil
			},
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			jobs.NewRunner(queue, work, 1, slog.New(slog.DiscardHandler), jobs.NewMetrics(prometheus.NewRegistry())).Run(ctx)
		}()
		a, b, c := <-turns, <-turns, <-turns
		cancel()
		<-done
		if a.ID != first.ID || b.ID != other.ID || c.ID != first.ID || c.Attempts != 2 {
			t.Errorf("turns %v %v %v", a, b, c)
		}
		got, err := queue.ByID(context.Background(), first.ID)
		if err != nil || got.State != job.Done || got.Result != `{"turns":2}` {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
