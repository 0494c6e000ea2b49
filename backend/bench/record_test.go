package bench

import (
	"context"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// BenchmarkRecordPropositions writes the record of propositions as the queue does, batch after batch, of 1,000,000 clients at random, with
// a cap that reserves, and gives the time on processors, of this process and the database server, per proposition.
func BenchmarkRecordPropositions(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchRecord(b, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchRecord(b, storetest.MySQL(b)) })
}

func benchRecord(b *testing.B, database string) {
	b.Helper()
	db := storetest.Open(b, database, clock.System{})
	storetest.Exec(b, storetest.Raw(b, database), "INSERT INTO capping_rule (id,version,scope_noun,scope_id,event,per,resets,limit_count,created_at,updated_at) VALUES (1,1,'offer',2,'impression','client','day',3,'2026-01-01','2026-01-01')")
	ctx, s := context.Background(), store.NewDecisions(db)
	random := rand.New(rand.NewPCG(1, 2))
	recorder := offer.NewRecorder(s.RecordPropositions)
	const rows = 200_000
	server := serverOf(ctx, database)
	b.ResetTimer()
	var spent time.Duration
	for range b.N {
		for done := 0; done < rows; {
			for recorder.Waiting() < 5000 {
				v := db.NewID()
				recorder.Put(offer.Shown{ID: v, DecisionID: v, ClientID: id.ID(4194304*1000000000 + random.Int64N(1_000_000)), PlacementID: 1, OfferID: 2, VariantID: 3, Rank: 1, At: time.Now(), Sampling: 10000})
				done++
			}
			from := processors() + server.cpu()
			for more := true; more; {
				var err error
				if more, err = recorder.Flush(ctx); err != nil {
					b.Fatal(err)
				}
			}
			spent += processors() + server.cpu() - from
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N*rows), "cpu-ns/row")
}

// processors gives the processor time of this process.
func processors() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
