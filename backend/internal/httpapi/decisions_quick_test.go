package httpapi

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// What is read without reflection is what the strict reader reads, and nothing that it refuses.
func TestQuickRequest(t *testing.T) {
	plain := []string{
		`{"client_id":"7","placements":["home"]}`,
		`{"client_id": "9223372036854775807", "placements": ["home", "till","x y"]}`,
		`{"client_id":"7","placements":[""]}`,
	}
	for _, raw := range plain {
		got, ok := quickRequest([]byte(raw))
		want, err := decode[DecisionRequestBody]([]byte(raw))
		if !ok || err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v %v, wanted %+v %v", raw, got, ok, want, err)
		}
	}
	for _, raw := range []string{"", "{", `{"client_id":"7","placements":[]}`, `{"client_id":"07","placements":["a"]}`, `{"client_id":"7","placements":["a",]}`, `{"client_id":"7","placements":["a"]}}`,
		`{"client_id":"7","placements":["a"],"explain":true}`, `{"client_id":"7","placements":["\u0061"]}`, `{"client_id":"7","placements":["é"]}`, `{"client_id":7,"placements":["a"]}`,
		`{"client_id":"7","placements":["a"` + "\n" + `]}`, ` {"client_id":"7","placements":["a"]}`} {
		if b, ok := quickRequest([]byte(raw)); ok {
			t.Errorf("%q was read as %+v", raw, b)
		}
	}
	random, read := rand.New(rand.NewPCG(1, 2)), 0
	letters := []byte("{}[]\",: 7ahx\\\x00\x7f\xc3\xa9client_idplacements0")
	for range 200_000 {
		raw := []byte(plain[random.IntN(len(plain))])
		for range 1 + random.IntN(3) {
			at := random.IntN(len(raw))
			switch random.IntN(3) {
			case 0:
				raw[at] = letters[random.IntN(len(letters))]
			case 1:
				raw = append(raw[:at], raw[at+1:]...)
			default:
				raw = append(raw[:at], append([]byte{letters[random.IntN(len(letters))]}, raw[at:]...)...)
			}
		}
		got, ok := quickRequest(raw)
		if !ok {
			continue
		}
		read++
		if want, err := decode[DecisionRequestBody](raw); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %+v, wanted %+v %v", raw, got, want, err)
		}
	}
	if read < 1000 {
		t.Errorf("only %d of the texts were plain", read)
	}
}
