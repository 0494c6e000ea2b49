// Package id makes and reads the program's identifiers: time-ordered 63-bit numbers, strings of digits on the wire.
package id

import (
	"errors"
	"strconv"
	"sync/atomic"
	"time"
)

// ID names one record. Layout, high to low: 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of node, 12 bits of sequence.
// Zero is no record.
type ID int64

const (
	nodeBits = 10
	seqBits  = 12
	// MaxNode is the highest node number.
	MaxNode = 1<<nodeBits - 1
)

var epoch = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// ErrSyntax is a text that is not an id.
var ErrSyntax = errors.New("not an id")

// String gives the decimal digits.
func (i ID) String() string { return strconv.FormatInt(int64(i), 10) }

// Time gives the millisecond in which the id was made, as its maker's clock told it.
func (i ID) Time() time.Time { return time.UnixMilli(int64(i)>>(nodeBits+seqBits) + epoch).UTC() }

// From gives the lowest id that can be made in the millisecond of an instant, so that ids from it on were made then or later.
func From(t time.Time) ID { return ID(max(0, t.UnixMilli()-epoch) << (nodeBits + seqBits)) }

// MarshalText gives the decimal digits, so that JSON holds a string.
func (i ID) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads decimal digits; an empty text and "0" are 0, no record.
func (i *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 || string(text) == "0" {
		*i = 0
		return nil
	}
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*i = v
	return nil
}

// Parse reads a positive id written in plain decimal digits; ErrSyntax otherwise.
func Parse(text string) (ID, error) {
	if text == "" || len(text) > 19 || text[0] == '0' || text[0] == '+' || text[0] == '-' {
		return 0, ErrSyntax
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return 0, ErrSyntax
	}
	return ID(n), nil
}

// Maker makes ids of one node; safe for concurrent use, without a lock, so that a goroutine that is put aside holds up no other.
type Maker struct {
	node int64
	last atomic.Int64 // the last one given: milliseconds and sequence
	now  func() time.Time
}

// NewMaker gives a maker for a node number leased to this process (0..MaxNode).
func NewMaker(node int64, now func() time.Time) *Maker {
	return &Maker{node: node & MaxNode, now: now}
}

// Next gives an id higher than every one this maker gave before. When the clock stands still or goes back
// it borrows from the future rather than repeat.
func (m *Maker) Next() ID {
	var one [1]ID
	m.Fill(one[:])
	return one[0]
}

// Fill gives as many ids as there is room for, each higher than the one before, with one look at the clock.
func (m *Maker) Fill(all []ID) {
	ms := m.now().UnixMilli() - epoch
	for {
		last := m.last.Load()
		next := max(ms<<seqBits, last+1)
		if m.last.CompareAndSwap(last, next+int64(len(all))-1) {
			for i := range all {
				all[i] = ID(next>>seqBits<<(nodeBits+seqBits) | m.node<<seqBits | next&(1<<seqBits-1))
				next++
			}
			return
		}
	}
}
