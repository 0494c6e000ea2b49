package offer_test

import (
	"context"
	"errors"
	"testing"

	"clientele/internal/id"
	"clientele/internal/offer"
)

func TestRecorder(t *testing.T) {
	ctx := context.Background()
	var written []offer.Shown
	broken := errors.New("database away")
	var fail error
	r := offer.NewRecorder(func(_ context.Context, rows []offer.Shown) error {
		if fail != nil {
			return fail
		}
		if len(rows) > offer.RecordBatch {
			t.Errorf("a batch of %d", len(rows))
		}
		written = append(written, rows...)
		return nil
	})
	put := func(n int) {
		for range n {
			r.Put(offer.Shown{ID: id.ID(len(written) + r.Waiting() + 1)})
		}
	}
	if more, err := r.Flush(ctx); more || err != nil {
		t.Fatal("an empty queue has something to write", err)
	}
	put(2*offer.RecordBatch + 5)
	select {
	case <-r.Full():
	default:
		t.Fatal("a full batch woke nobody")
	}
	fail = broken
	if _, err := r.Flush(ctx); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	fail = nil
	if more, err := r.Flush(ctx); !more || err != nil || len(written) != offer.RecordBatch {
		t.Fatalf("after the failure: more %v, %v, %d written", more, err, len(written))
	}
	if err := r.Drain(ctx); err != nil || len(written) != 2*offer.RecordBatch+5 || r.Waiting() != 0 {
		t.Fatalf("drained to %d, %v", len(written), err)
	}
	for i, s := range written {
		if s.ID != id.ID(i+1) {
			t.Fatalf("row %d is %d: lost or out of order", i, s.ID)
		}
	}
	turn := func(want int) {
		t.Helper()
		written = written[:0]
		if _, err := r.Turn(ctx); err != nil || len(written) != want {
			t.Fatalf("a turn wrote %d, wanted %d; %v", len(written), want, err)
		}
	}
	put(3)
	turn(3) // few do not wait
	put(1001)
	turn(0)
	put(5)
	turn(0)
	turn(1006)
	put(offer.RecordBatch)
	turn(offer.RecordBatch)
	put(offer.RecordQueue + 7)
	if r.Lost() != 7 || r.Waiting() != offer.RecordQueue {
		t.Fatalf("lost %d, waiting %d", r.Lost(), r.Waiting())
	}
}
