package offer

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// The limits of codes that are added at once.
const (
	MaxCodes      = 100_000
	minCodeLength = 8
	maxCodeLength = 24
	codeLength    = 10
)

// codeLetters is what codes are made of: nothing that is read for something else, and no U and so no words.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// CodeMistake says why a code of a list was not added; Row counts from 0.
type CodeMistake struct {
	Row  int
	Code string
	Why  string // empty, malformed, repeated, taken
}

// CodesAdded says what became of a list of codes: at most 100 mistakes are named.
type CodesAdded struct {
	Added    int
	Failed   int
	Mistakes []CodeMistake
}

// ReadCodes reads codes from a CSV file: the first column, without a heading that says code.
func ReadCodes(text string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, ";") && !strings.Contains(first, ",") {
		r.Comma = ';'
	}
	var out []string
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fault.Invalid(fault.Field{Path: "csv", Code: "malformed", Message: "is not CSV: " + err.Error()})
		}
		if head := strings.ToLower(strings.TrimSpace(row[0])); len(out) == 0 && (head == "code" || head == "codes") {
			continue
		}
		out = append(out, row[0])
	}
}

// AddCodes adds codes to an offer of unique codes. One that is malformed, repeated or a code already is left out and named.
func (s *Redemptions) AddCodes(ctx context.Context, by account.Actor, offer id.ID, texts []string) (CodesAdded, error) {
	if len(texts) == 0 || len(texts) > MaxCodes {
		return CodesAdded{}, fault.Invalid(fault.Field{Path: "codes", Code: "range", Message: "must be 1 to " + strconv.Itoa(MaxCodes)})
	}
	var out CodesAdded
	err := s.withCodes(ctx, by, offer, func(ctx context.Context) (n int, err error) {
		keys := make([]string, len(texts))
		for i, t := range texts {
			keys[i] = FoldCode(t)
		}
		taken, err := s.store.TakenKeys(ctx, keys)
		if err != nil {
			return 0, err
		}
		out = CodesAdded{}
		seen := map[string]bool{}
		codes := make([]Code, 0, len(texts))
		for i, t := range texts {
			t = strings.TrimSpace(t)
			if why := mistake(t, keys[i], taken, seen); why != "" {
				if out.Failed++; len(out.Mistakes) < 100 {
					out.Mistakes = append(out.Mistakes, CodeMistake{i, t, why})
				}
				continue
			}
			seen[keys[i]] = true
			codes = append(codes, Code{OfferID: offer, Code: t, CodeKey: keys[i], State: CodeFree})
		}
		out.Added = len(codes)
		return len(codes), s.store.AddCodes(ctx, codes)
	})
	return out, err
}

func mistake(text, key string, taken, seen map[string]bool) string {
	switch {
	case text == "":
		return "empty"
	case len(text) > MaxCode || !soundCode(text):
		return "malformed"
	case seen[key]:
		return "repeated"
	case taken[key]:
		return "taken"
	}
	return ""
}

// GenerateCodes adds count random codes to an offer of unique codes. They begin with the prefix and have length letters after it, 10 where
// it is 0: with 10 a guess meets one of a million codes once in 590 million tries.
func (s *Redemptions) GenerateCodes(ctx context.Context, by account.Actor, offer id.ID, count int, prefix string, length int) (int, error) {
	if length == 0 {
		length = codeLength
	}
	var c fault.Check
	c.That(count >= 1 && count <= MaxCodes, "count", "range", "must lie between 1 and "+strconv.Itoa(MaxCodes))
	c.That(length >= minCodeLength && length <= maxCodeLength, "length", "range", "must lie between "+strconv.Itoa(minCodeLength)+" and "+strconv.Itoa(maxCodeLength))
	c.That(len(prefix) <= 16 && (prefix == "" || soundCode(prefix+"000")), "prefix", "code", "may be at most 16 letters, digits and separators")
	if err := c.Err(); err != nil {
		return 0, err
	}
	err := s.withCodes(ctx, by, offer, func(ctx context.Context) (int, error) {
		left, seen := count, map[string]bool{}
		for left > 0 {
			codes, keys := make([]Code, 0, left), make([]string, 0, left)
			for len(codes) < left {
				text := prefix + randomCode(length)
				if key := FoldCode(text); !seen[key] {
					seen[key] = true
					codes, keys = append(codes, Code{OfferID: offer, Code: text, CodeKey: key, State: CodeFree}), append(keys, key)
				}
			}
			taken, err := s.store.TakenKeys(ctx, keys)
			if err != nil {
				return 0, err
			}
			free := codes[:0]
			for _, c := range codes {
				if !taken[c.CodeKey] {
					free = append(free, c)
				}
			}
			if err := s.store.AddCodes(ctx, free); err != nil {
				return 0, err
			}
			left -= len(free)
		}
		return count, nil
	})
	return count, err
}

// withCodes adds codes to an offer that takes unique ones, and says so.
func (s *Redemptions) withCodes(ctx context.Context, by account.Actor, offer id.ID, add func(ctx context.Context) (int, error)) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.store.Offer(ctx, offer)
		if err != nil {
			return err
		}
		if o.CodesKind != CodesUnique {
			return fault.Conflict("codes_not_unique", "The offer has no code for each client; set codes_kind to unique first.")
		}
		if err := s.store.LockTally(ctx, offer); err != nil {
			return err
		}
		n, err := add(ctx)
		if err != nil {
			return err
		}
		if err := s.store.Audit(ctx, by, "offer_code.add", "offer", offer, map[string]any{"codes": n}); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CapsChanged, "offer", offer, 0, nil))
	})
}

// randomCode gives letters drawn evenly from the machine's source of secrets.
func randomCode(length int) string {
	out := make([]byte, 0, length)
	var raw [32]byte
	for len(out) < length {
		_, _ = rand.Read(raw[:]) // never fails
		for _, b := range raw {
			if n := int(b) & 31; n < len(codeLetters) && len(out) < length {
				out = append(out, codeLetters[n])
			}
		}
	}
	return string(out)
}

func dayIn(zone *time.Location, t time.Time) clock.Day { return clock.DayOf(t, zone) }
