package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRFMScores(t *testing.T) {
	cases := []struct {
		name      string
		recency   []int32
		frequency []int32
		monetary  []int64
		r, f, m   []uint8
	}{
		{"ten distinct", []int32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, []int32{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, []int64{-5, 0, 1, 2, 3, 4, 5, 6, 7, 800},
			[]uint8{5, 5, 4, 4, 3, 3, 2, 2, 1, 1}, []uint8{5, 5, 4, 4, 3, 3, 2, 2, 1, 1}, []uint8{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}},
		{"all equal score 1", []int32{3, 3, 3}, []int32{1, 1, 1}, []int64{7, 7, 7}, []uint8{1, 1, 1}, []uint8{1, 1, 1}, []uint8{1, 1, 1}},
		// frequencies 1,1,1,1,2,2,9: worse 0 and 4 and 6 of 7 give 1, 1+floor(20/7)=3, 1+floor(30/7)=5.
		{"ties together", []int32{5, 5, 5, 5, 5, 5, 5}, []int32{1, 2, 1, 9, 1, 2, 1}, make([]int64, 7),
			[]uint8{1, 1, 1, 1, 1, 1, 1}, []uint8{1, 3, 1, 5, 1, 3, 1}, []uint8{1, 1, 1, 1, 1, 1, 1}},
		{"one client", []int32{4}, []int32{2}, []int64{10}, []uint8{1}, []uint8{1}, []uint8{1}},
		{"nobody", nil, nil, nil, []uint8{}, []uint8{}, []uint8{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, f, m, _, err := RFMScores(c.recency, c.frequency, c.monetary)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(r, c.r) || !slices.Equal(f, c.f) || !slices.Equal(m, c.m) {
				t.Errorf("got %v %v %v, want %v %v %v", r, f, m, c.r, c.f, c.m)
			}
		})
	}
}

func TestRFMScoresRefuses(t *testing.T) {
	for name, call := range map[string]func() error{
		"lengths":   func() error { _, _, _, _, err := RFMScores([]int32{1}, nil, []int64{1}); return err },
		"recency":   func() error { _, _, _, _, err := RFMScores([]int32{-1}, []int32{1}, []int64{1}); return err },
		"frequency": func() error { _, _, _, _, err := RFMScores([]int32{1}, []int32{-1}, []int64{1}); return err },
	} {
		if err := call(); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", name, err)
		}
	}
}

// The definition, counted the slow way, agrees for clients of the run and for further ones, after a trip through JSON.
func TestRFMBoundariesAreTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 60; n++ {
		recency, frequency, monetary := make([]int32, n), make([]int32, n), make([]int64, n)
		for i := range n {
			recency[i], frequency[i], monetary[i] = random.Int32N(20), random.Int32N(6), random.Int64N(50)-10
		}
		_, _, _, kept, err := RFMScores(recency, frequency, monetary)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		var b RFMBoundaries
		if err := json.Unmarshal(text, &b); err != nil {
			t.Fatal(err)
		}
		for v := int64(-12); v < 55; v++ {
			worseR, worseF, worseM := 0, 0, 0
			for i := range n {
				if int64(recency[i]) > v {
					worseR++
				}
				if int64(frequency[i]) < v {
					worseF++
				}
				if monetary[i] < v {
					worseM++
				}
			}
			r, f, m := b.Score(int32(v), int32(v), v)
			want := func(worse int) uint8 { return uint8(min(5, 1+5*worse/n)) }
			if r != want(worseR) || f != want(worseF) || m != want(worseM) {
				t.Fatalf("n %d value %d: got %d %d %d, want %d %d %d", n, v, r, f, m, want(worseR), want(worseF), want(worseM))
			}
		}
	}
	if r, f, m := (RFMBoundaries{}).Score(1, 1, 1); r+f+m != 0 {
		t.Error("a run without clients scored")
	}
}

func ExampleRFMScores() {
	r, f, m, _, _ := RFMScores([]int32{2, 30, 30, 400, 90}, []int32{9, 3, 3, 1, 1}, []int64{90000, 12000, 5000, 700, 60000})
	fmt.Println(r, f, m)
	// Output: [5 3 3 1 2] [5 3 3 1 1] [5 3 2 1 4]
}
