package httpapi

import (
	"strings"

	"clientele/internal/fault"
	"clientele/internal/money"
)

// decimalText writes an integer of 10^-decimals as the shortest plain decimal number; nil stays nil.
func decimalText(v *int64, decimals int) *string {
	if v == nil {
		return nil
	}
	s := money.Format(*v, decimals)
	if decimals > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return &s
}

// readDecimal reads a plain decimal number as an integer of 10^-decimals; nil stays nil. More decimals than that are refused, not rounded.
func readDecimal(c *fault.Check, path string, text *string, decimals int) *int64 {
	if text == nil {
		return nil
	}
	_, frac, _ := strings.Cut(*text, ".")
	v, err := money.ParseScaled(*text, decimals)
	if err != nil || len(strings.TrimRight(frac, "0")) > decimals {
		c.Add(path, "decimal", `must be a decimal number such as "12.5"`)
		return nil
	}
	return &v
}
