// Package analytics is the room of the maths: values in, values out, with no SQL, no HTTP, no wall clock and no other
// package of this program.
//
// Money is int64 in minor units; floating point appears only inside models. Every function is deterministic, never
// panics on bad input, and answers ErrInput (wrapped, with the place) instead. docs/measures.md has the definitions.
package analytics

import (
	"errors"
	"fmt"
)

// ErrInput says that an argument breaks a stated precondition. Test with errors.Is; the wrapping text names the place.
var ErrInput = errors.New("analytics: invalid input")

// ErrOverflow says that a sum of minor units does not fit in int64.
var ErrOverflow = errors.New("analytics: sum does not fit in 64 bits")

func badInput(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInput, fmt.Sprintf(format, args...))
}

func overflowAt(row int) error { return fmt.Errorf("%w (row %d)", ErrOverflow, row) }
