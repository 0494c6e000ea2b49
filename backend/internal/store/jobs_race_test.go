package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/job"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// Two processes look for work at the same moment, again and again, and each sees another job first, since one's clock is a second
// ahead: of a lane only one job is ever under way.
func TestOneJobOfALaneAtATime(t *testing.T) {
	ctx, address := context.Background(), storetest.MySQL(t)
	var jobs [2]store.Jobs
	for i := range jobs {
		jobs[i] = store.NewJobs(storetest.Open(t, address, clock.Fixed(noon.Now().Add(time.Duration(i)*time.Second))))
	}
	for range 40 {
		err := jobs[0].InTx(ctx, func(ctx context.Context) error {
			for _, after := range []time.Duration{500 * time.Millisecond, 0} {
				j := job.New("import.run", "imports", "", 0, nil, 0)
				j.RunAfter = noon.Now().Add(after)
				if _, err := jobs[0].Enqueue(ctx, j); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for left := 2; left > 0; {
			got := claimAtOnce(t, ctx, jobs)
			if len(got) > 1 {
				t.Fatalf("%d jobs of one lane are under way", len(got))
			}
			left -= len(got)
			for i, j := range got {
				j.State = job.Done
				if err := jobs[i].Finish(ctx, j); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// claimAtOnce lets both processes claim together and gives what each got.
func claimAtOnce(t *testing.T, ctx context.Context, jobs [2]store.Jobs) map[int]job.Job {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	got := map[int]job.Job{}
	for i := range jobs {
		wg.Go(func() {
			j, err := jobs[i].Claim(ctx, 30*time.Second)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				got[i] = j
			} else if !fault.Is(err, fault.KindNotFound) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	return got
}
