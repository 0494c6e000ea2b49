package analysis

import (
	"math"
	"strconv"
	"strings"

	"clientele/internal/money"
)

// maxDecimals is the number of decimals that an amount may have, zeros at its end apart.
const maxDecimals = 9

// Amount is an exact decimal number: Units of 10^-Decimals, written as a number with all its decimals.
type Amount struct {
	Units    int64
	Decimals int
}

// MarshalJSON writes the number in full.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(money.Format(a.Units, a.Decimals)), nil }

// amounts are the amounts of a file as they were written, each with its own decimals, until all are brought to the most of them.
type amounts struct {
	units    []int64
	decimals []uint8
	lines    []int32
	most     int
}

// add reads the amount in a column of the current line; minus says whether it is below zero.
func (a *amounts) add(t *table, column string) (minus bool, err error) {
	units, decimals, problem := exact(t.cell(column))
	if problem != "" {
		return false, t.wrong(column, "%.40q %s", t.cell(column), problem)
	}
	a.units, a.decimals, a.lines = append(a.units, units), append(a.decimals, uint8(decimals)), append(a.lines, int32(t.line()))
	a.most = max(a.most, decimals)
	return units < 0, nil
}

// exact reads [+-]digits[.digits] as an integer of 10^-decimals; problem says what is wrong with any other text.
func exact(text string) (units int64, decimals int, problem string) {
	unsigned, minus := strings.CutPrefix(text, "-")
	if !minus {
		unsigned = strings.TrimPrefix(text, "+")
	}
	whole, tail, _ := strings.Cut(unsigned, ".")
	if whole+tail == "" || !onlyDigits(whole) || !onlyDigits(tail) {
		return 0, 0, "is not a number such as -12.50"
	}
	if tail = strings.TrimRight(tail, "0"); len(tail) > maxDecimals {
		return 0, 0, "has more than 9 decimals"
	}
	units, err := strconv.ParseInt("0"+whole+tail, 10, 64)
	if err != nil {
		return 0, 0, "is too large a number"
	}
	if minus {
		units = -units
	}
	return units, len(tail), ""
}

// scaled brings all amounts to the same decimals, at least least; a PlaceError names the line whose amount then does not fit.
func (a *amounts) scaled(least int) ([]int64, int, error) {
	k := max(least, a.most)
	for i, v := range a.units {
		factor := int64(math.Pow10(k - int(a.decimals[i])))
		if v > math.MaxInt64/factor || v < math.MinInt64/factor {
			return nil, 0, &PlaceError{Line: int(a.lines[i]), Message: "the amount is too large to be kept with all decimals of the file"}
		}
		a.units[i] = v * factor
	}
	return a.units, k, nil
}

// sum adds exactly; a PlaceError names the line where the sum leaves 64 bits.
func sum(total, v int64, line int32) (int64, error) {
	if v > 0 && total > math.MaxInt64-v || v < 0 && total < math.MinInt64-v {
		return 0, &PlaceError{Line: int(line), Message: "the sum of the amounts up to here does not fit in 64 bits"}
	}
	return total + v, nil
}
