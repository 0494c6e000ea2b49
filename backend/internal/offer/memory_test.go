package offer

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/segment"
)

func fullFacts(v id.ID) *Facts {
	last := clock.Day(20_000)
	return &Facts{Client: v, Language: "fr", Segments: []id.ID{5, 900, v}, Classes: map[string]string{"abc": "A", "relationship": "loyal"}, Complaint: true,
		Refused: map[string][]string{"web": {"marketing", "survey"}, "email": {"marketing"}},
		Caps:    CapState{Counts: []CapCount{{3, -7, 2}}, Recent: []held{{9, 8, 7}}, Seen: []capSeen{{9, seenClick}}, Held: []id.ID{4}},
		Figures: &Figures{Orders: 3, RevenueMinor: -5, Alive: 0.25, Expected: 1.5, LastDay: &last}}
}

func TestPackedFactsAreTheSame(t *testing.T) {
	for name, f := range map[string]*Facts{"everything": fullFacts(7), "nothing": {Client: 7}} {
		t.Run(name, func(t *testing.T) {
			k := newCodebook()
			got := k.unpack(k.pack(nil, f), 7)
			for m := range segment.Measures {
				if got.Class(m) != f.Class(m) {
					t.Errorf("%s: %q, want %q", m, got.Class(m), f.Class(m))
				}
			}
			var segments []id.ID
			for _, n := range got.packed.segments {
				segments = append(segments, k.segments.value(n))
			}
			if !slices.Equal(segments, f.Segments) || got.Language != f.Language || got.Complaint != f.Complaint || got.Client != f.Client ||
				!reflect.DeepEqual(got.Figures, f.Figures) || len(f.Caps.Counts) > 0 && !reflect.DeepEqual(got.Caps, f.Caps) {
				t.Errorf("%+v, want %+v", got, f)
			}
			for channel, purposes := range f.Refused {
				for _, p := range purposes {
					if !got.refuses(channel, p) {
						t.Errorf("%s %s is not refused", channel, p)
					}
				}
			}
		})
	}
}

// A catalogue finds the same segments whether facts were packed before it or after, or never.
func TestPackedFactsHoldTheSame(t *testing.T) {
	book := newCodebook()
	early := book.unpack(book.pack(nil, fullFacts(7)), 7)
	c := NewCatalogue(Snapshot{book: book, Segments: []segment.Segment{{ID: 1, Kind: segment.Static}, {ID: 900, Kind: segment.Static},
		{ID: 2, Kind: segment.Computed, Measure: "abc", MeasureValue: "A"}, {ID: 3, Kind: segment.Computed, Measure: "abc", MeasureValue: "B"}}})
	late := book.unpack(book.pack(nil, fullFacts(8)), 8)
	for name, f := range map[string]*Facts{"before": early, "after": late, "never": fullFacts(7)} {
		s := newSet(c.segments)
		if c.hold(s, f); s[0] != 0b110 {
			t.Errorf("%s: %b", name, s[0])
		}
	}
}

func TestMemoryForgets(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	m := newMemory(1<<20, time.Minute)
	put := func(v id.ID) {
		_, ticket := m.get(v, now)
		m.put(fullFacts(v), ticket, now)
	}
	put(1)
	if f, _ := m.get(1, now); f == nil || f.Client != 1 {
		t.Fatal("what was put is not there")
	}
	if f, _ := m.get(1, now.Add(2*time.Minute)); f != nil {
		t.Error("what is old is still believed")
	}
	_, ticket := m.get(1, now)
	m.drop(1)
	m.put(fullFacts(1), ticket, now)
	if f, _ := m.get(1, now); f != nil {
		t.Error("facts read before the drop were kept")
	}
	for v := range id.ID(100_000) { // far more than there is room for
		put(v + 1)
		if v%3 == 0 {
			m.drop(v + 1)
		}
	}
	bytes := 0
	for i := range m.shards {
		bytes += len(m.shards[i].young.slab) + len(m.shards[i].old.slab)
	}
	if bytes > 1<<20 || m.size() == 0 {
		t.Errorf("%d bytes of %d clients", bytes, m.size())
	}
	m.clear()
	if m.size() != 0 {
		t.Error("something is left")
	}
}
