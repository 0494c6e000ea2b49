// Package money holds amounts as integers: minor units with a currency, prices in millionths, rates in millionths.
package money

import (
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// exponents lists the currencies whose minor unit is not a hundredth (ISO 4217).
var exponents = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
	"VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// Exponent gives the number of decimals of a currency's minor unit: 0 to 3, 2 where nothing else is known.
func Exponent(currency string) int {
	if e, ok := exponents[currency]; ok {
		return e
	}
	return 2
}

// ValidCurrency says whether the text has the form of an ISO 4217 code.
func ValidCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for _, c := range code {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// ErrSyntax is a text that is not a decimal number; ErrRange one that does not fit.
var (
	ErrSyntax = errors.New("not a decimal number")
	ErrRange  = errors.New("number out of range")
)

// Micro is the number of millionths in one.
const Micro = 1_000_000

// ParseScaled reads a plain decimal number ("-12.345", no grouping, no exponent) as an integer of 10^-decimals,
// rounding half away from zero; ErrSyntax or ErrRange otherwise.
func ParseScaled(text string, decimals int) (int64, error) {
	s := strings.TrimSpace(text)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" && frac == "" || !digits(whole) || !digits(frac) {
		return 0, ErrSyntax
	}
	round := len(frac) > decimals && frac[decimals] >= '5'
	if len(frac) > decimals {
		frac = frac[:decimals]
	}
	frac += strings.Repeat("0", decimals-len(frac))
	n, err := strconv.ParseInt("0"+whole+frac, 10, 64)
	if err != nil {
		return 0, ErrRange
	}
	if round {
		n++
	}
	if neg {
		n = -n
	}
	return n, nil
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Format writes an integer of 10^-decimals as a plain decimal number.
func Format(v int64, decimals int) string {
	neg := v < 0
	s := strconv.FormatUint(magnitude(v), 10)
	if decimals > 0 {
		if len(s) <= decimals {
			s = strings.Repeat("0", decimals-len(s)+1) + s
		}
		s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
	}
	if neg {
		s = "-" + s
	}
	return s
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return uint64(-(v + 1)) + 1
	}
	return uint64(v)
}

// MulDiv gives a×b/c rounded half away from zero, exact in between; ErrRange where it does not fit or c is 0.
func MulDiv(a, b, c int64) (int64, error) {
	if c == 0 {
		return 0, ErrRange
	}
	n := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	d := big.NewInt(c)
	if d.Sign() < 0 {
		n.Neg(n)
		d.Neg(d)
	}
	neg := n.Sign() < 0
	n.Abs(n)
	n.Mul(n, big.NewInt(2)).Add(n, d).Quo(n, new(big.Int).Mul(d, big.NewInt(2)))
	if !n.IsInt64() {
		return 0, ErrRange
	}
	if neg {
		return -n.Int64(), nil
	}
	return n.Int64(), nil
}

var pow10 = [...]int64{1, 10, 100, 1000}

// Extend gives quantity (thousandths) × unit price (millionths) in minor units of the currency, rounded half away from zero.
func Extend(quantityMilli, priceMicro int64, currency string) (int64, error) {
	p := pow10[Exponent(currency)]
	if quantityMilli > -1e9 && quantityMilli < 1e9 && priceMicro > -1e6*1000 && priceMicro < 1e6*1000 {
		n, d := quantityMilli*priceMicro, int64(1000*Micro)/p
		if n < 0 {
			return -((-n + d/2) / d), nil
		}
		return (n + d/2) / d, nil
	}
	return extendBig(quantityMilli, priceMicro, p)
}

func extendBig(q, price, p int64) (int64, error) {
	n := new(big.Int).Mul(big.NewInt(q), big.NewInt(price))
	if !n.IsInt64() {
		n.Quo(n, big.NewInt(1000))
		if !n.IsInt64() {
			return 0, ErrRange
		}
		return MulDiv(n.Int64(), p, Micro)
	}
	return MulDiv(n.Int64(), p, 1000*Micro)
}

// Convert turns minor units of one currency into another's at rateMicro (units of `to` for one unit of `from`, in millionths).
func Convert(minor int64, from, to string, rateMicro int64) (int64, error) {
	if from == to {
		return minor, nil
	}
	v, err := MulDiv(minor, rateMicro, Micro)
	if err != nil {
		return 0, err
	}
	return MulDiv(v, pow10[Exponent(to)], pow10[Exponent(from)])
}

// OfExponent lists the currencies of which another exponent than 2 is known, by that exponent, in order.
func OfExponent(exponent int) []string {
	var out []string
	for code, e := range exponents {
		if e == exponent {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}
