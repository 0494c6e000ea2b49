package table_test

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"clientele/internal/table"
)

// heap measures live memory now and then, while bytes pass.
type heap struct {
	base, peak uint64
	bytes, due int
}

func (h *heap) look() {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.peak = max(h.peak, m.HeapAlloc)
}

func (h *heap) Write(p []byte) (int, error) {
	if h.bytes += len(p); h.bytes > h.due {
		h.due = h.bytes + 4<<20
		h.look()
	}
	return len(p), nil
}

func TestMemoryIsBounded(t *testing.T) {
	for _, f := range []table.Format{table.CSV, table.XLSX, table.Parquet} {
		t.Run(string(f), func(t *testing.T) {
			h := &heap{}
			h.look()
			h.base, h.peak = h.peak, 0
			text := strings.Repeat("long ", 60)
			err := sampleTable("EUR").Write(h, f, func(yield func(sample) error) error {
				for i := range 100_000 {
					r := full
					r.name = strconv.Itoa(i) + text
					if err := yield(r); err != nil {
						return err
					}
					if i%20_000 == 19_999 {
						h.look()
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			grown := int64(h.peak) - int64(h.base)
			t.Logf("%d bytes written, %d kB of memory", h.bytes, grown>>10)
			if grown > 48<<20 {
				t.Errorf("memory grew by %d MB", grown>>20)
			}
		})
	}
}
