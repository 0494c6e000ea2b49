package analytics

import (
	"math"
	"math/bits"
	"slices"
)

// ABCClass is a class of value: 0 is none (value zero or negative), 1 is A (the upper class), 2 is B, and so on to 6.
type ABCClass uint8

// The classes of the presets.
const (
	ABCNone ABCClass = iota
	ABCClassA
	ABCClassB
	ABCClassC
)

// maxABCCuts bounds the number of lines, so that there are at most six classes.
const maxABCCuts = 5

// String is "A" to "F", or "none" for anything else.
func (c ABCClass) String() string {
	if c < 1 || c > maxABCCuts+1 {
		return "none"
	}
	return string(rune('A' + c - 1))
}

// MarshalText writes the String form, also in JSON.
func (c ABCClass) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the String form; ErrInput for another word.
func (c *ABCClass) UnmarshalText(text []byte) error {
	switch {
	case string(text) == "none":
		*c = ABCNone
	case len(text) == 1 && text[0] >= 'A' && text[0] <= 'A'+maxABCCuts:
		*c = ABCClass(text[0] - 'A' + 1)
	default:
		return badInput("abc: unknown class %.8q", text)
	}
	return nil
}

// ABCPresets gives the cuts, in percent of cumulated value, of a preset: "pareto" (80: two classes, 20/80), "60_90"
// (10-40-50 % of clients expected to bring 60-30-10 % of value) and "65_90" (10-25-65 % for 65-25-10 %). Unknown: false.
func ABCPresets(name string) (cuts []float64, ok bool) {
	switch name {
	case "pareto":
		return []float64{80}, true
	case "60_90":
		return []float64{60, 90}, true
	case "65_90":
		return []float64{65, 90}, true
	}
	return nil, false
}

// ABCSummary is one class of an ABC run. ClientShare is over the clients with positive value, ValueShare over the sum
// of positive values (both 0-1; both 0 for none, which stands apart). Value is in minor units. Lowest is the least value
// that earns this class or a better one: a client of value v is in the first class with v ≥ Lowest.
type ABCSummary struct {
	Class       ABCClass `json:"class"`
	Clients     int      `json:"clients"`
	Value       int64    `json:"value_minor"`
	ClientShare float64  `json:"client_share"`
	ValueShare  float64  `json:"value_share"`
	Lowest      int64    `json:"lowest_minor"`
}

// ABCResult is the summary of a run: one line per class, best first, and none last.
type ABCResult struct {
	Cuts    []float64    `json:"cuts"`
	Classes []ABCSummary `json:"classes"`
}

// Class places one client between two runs: the first class whose Lowest it reaches, else the last class; none for a
// value of zero or less. For a client of the run it is the run's own answer. With no client of positive value in the
// run, a positive value is A.
func (r ABCResult) Class(value int64) ABCClass {
	if value <= 0 || len(r.Classes) == 0 {
		return ABCNone
	}
	last := ABCClassA
	for _, line := range r.Classes {
		if line.Class == ABCNone {
			continue
		}
		last = line.Class
		if value >= line.Lowest {
			return line.Class
		}
	}
	return last
}

// ABCClasses cuts a portfolio by cumulated share of value.
//
// Clients with positive value are sorted by value, best first. With S(v) = the sum of all values above v and T = the
// sum of positive values, a client of value v is in the first class k with S(v) < cut_k × T / 100, else in the last one:
// the client that crosses a line belongs to the upper class and ties share its class, so A is never empty. Zero and
// negative values are none. Comparisons are exact (128-bit integers; cuts are taken to 0.0001 %).
//
// values are minor units, one per client; cuts are 1 to 5 increasing percentages strictly between 0 and 100. classes is
// in the order of values. ErrInput for bad cuts, ErrOverflow when a sum does not fit. Time O(n log n).
// Source: Dickie, ABC inventory analysis shoots for dollars, not pennies (1951); the line rule is ours.
func ABCClasses(values []int64, cuts []float64) (classes []ABCClass, result ABCResult, err error) {
	parts, err := cutParts(cuts)
	if err != nil {
		return nil, ABCResult{}, err
	}
	sorted, total, rest, err := positiveDescending(values)
	if err != nil {
		return nil, ABCResult{}, err
	}
	result.Cuts = slices.Clone(cuts)
	lowest := abcLowest(sorted, total, parts)
	for k := range len(parts) + 1 {
		result.Classes = append(result.Classes, ABCSummary{Class: ABCClass(k + 1), Lowest: lowest[k]})
	}
	none := ABCSummary{Class: ABCNone, Clients: len(values) - len(sorted), Value: rest}
	classes = make([]ABCClass, len(values))
	for i, v := range values {
		class := result.Class(v)
		classes[i] = class
		if class != ABCNone {
			result.Classes[class-1].Clients++
			result.Classes[class-1].Value += v
		}
	}
	for k := range result.Classes {
		if len(sorted) > 0 {
			result.Classes[k].ClientShare = float64(result.Classes[k].Clients) / float64(len(sorted))
			result.Classes[k].ValueShare = float64(result.Classes[k].Value) / float64(total)
		}
	}
	result.Classes = append(result.Classes, none)
	return classes, result, nil
}

// cutParts turns percentages into millionths of the total.
func cutParts(cuts []float64) ([]uint64, error) {
	if len(cuts) < 1 || len(cuts) > maxABCCuts {
		return nil, badInput("abc: %d cuts, want 1 to %d", len(cuts), maxABCCuts)
	}
	parts := make([]uint64, len(cuts))
	for i, cut := range cuts {
		if !(cut > 0 && cut < 100) {
			return nil, badInput("abc: cut %v is not between 0 and 100", cut)
		}
		parts[i] = uint64(math.Round(cut * 1e4))
		if parts[i] == 0 || parts[i] >= 1e6 || (i > 0 && parts[i] <= parts[i-1]) {
			return nil, badInput("abc: cuts %v do not increase by at least 0.0001 within 0 and 100", cuts)
		}
	}
	return parts, nil
}

// abcLowest answers, per class, the least value that earns it or better; 1 for the last class.
func abcLowest(sorted []int64, total int64, parts []uint64) []int64 {
	lowest := make([]int64, len(parts)+1)
	for k := range lowest {
		lowest[k] = 1
	}
	k := 0
	var sum int64
	for i, v := range sorted {
		sum += v
		if i+1 < len(sorted) && sorted[i+1] == v {
			continue // a line crossed inside a tie is crossed at its end
		}
		for k < len(parts) && reaches(sum, total, parts[k]) {
			lowest[k] = v
			k++
		}
	}
	return lowest
}

// reaches answers sum / total ≥ part / 1,000,000 exactly, for non-negative arguments.
func reaches(sum, total int64, part uint64) bool {
	leftHigh, leftLow := bits.Mul64(uint64(sum), 1_000_000)
	rightHigh, rightLow := bits.Mul64(uint64(total), part)
	return leftHigh > rightHigh || (leftHigh == rightHigh && leftLow >= rightLow)
}

// positiveDescending copies the positive values, best first, with their sum and the sum of the others.
func positiveDescending(values []int64) (sorted []int64, total, rest int64, err error) {
	sorted = make([]int64, 0, len(values))
	for i, v := range values {
		switch {
		case v > 0:
			sorted = append(sorted, v)
			if total > math.MaxInt64-v {
				return nil, 0, 0, overflowAt(i)
			}
			total += v
		default:
			if rest < math.MinInt64-v {
				return nil, 0, 0, overflowAt(i)
			}
			rest += v
		}
	}
	slices.Sort(sorted)
	slices.Reverse(sorted)
	return sorted, total, rest, nil
}
