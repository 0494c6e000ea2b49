package offer

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash"
	"math"
	"sync"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Mark is what a proposition's token says: enough to record feedback before the proposition itself is written.
type Mark struct {
	Proposition id.ID
	Offer       id.ID
	Variant     id.ID
	Placement   id.ID
	Client      id.ID // 0 for a stranger
	At          time.Time

	// Of a strategy that learns; 0 of others. Propensity is that of the first place of a learned stage, which is learned from.
	Strategy     id.ID
	Propensity   float64
	ModelVersion int64
	Segment      id.ID
}

// Seals signs and checks the tokens of propositions. A token is base64url of: a version byte, the fields of Mark as 64-bit
// numbers (time in microseconds, propensity as its IEEE 754 bits), 16 bytes of HMAC-SHA256 over them. Version 1 has the first six fields
// and speaks of propositions of no strategy that learns; version 2 has all ten.
type Seals struct{ presses sync.Pool }

const (
	sealPlain   = 1
	sealLearned = 2
	sealFields  = 6
	sealAll     = 10
	sealMac     = 16
)

// NewSeals takes a key of at least 32 bytes.
func NewSeals(key []byte) (*Seals, error) {
	if len(key) < 32 {
		return nil, errors.New("proposition key is shorter than 32 bytes")
	}
	key = append([]byte(nil), key...)
	return &Seals{presses: sync.Pool{New: func() any { return &press{mac: hmac.New(sha256.New, key)} }}}, nil
}

// Seal gives the token of a mark.
func (s *Seals) Seal(m Mark) string {
	p := s.press()
	defer s.presses.Put(p)
	raw := &p.raw
	raw[0] = sealPlain
	fields := [sealAll]int64{int64(m.Proposition), int64(m.Offer), int64(m.Variant), int64(m.Placement), int64(m.Client), m.At.UnixMicro(),
		int64(m.Strategy), int64(math.Float64bits(m.Propensity)), m.ModelVersion, int64(m.Segment)}
	n := sealFields
	if m.Strategy != 0 {
		raw[0], n = sealLearned, sealAll
	}
	for i, v := range fields[:n] {
		binary.BigEndian.PutUint64(raw[1+8*i:], uint64(v))
	}
	body := 1 + 8*n
	p.sum(raw[:body], raw[body:body])
	text := p.text[:base64.RawURLEncoding.EncodedLen(body+sealMac)]
	base64.RawURLEncoding.Encode(text, raw[:body+sealMac])
	return string(text)
}

// Open checks a token and gives its mark; fault invalid (token_invalid) where it is not ours.
func (s *Seals) Open(token string) (Mark, error) {
	bad := fault.New(fault.KindInvalid, "token_invalid", "The token is not one of ours.")
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) == 0 {
		return Mark{}, bad
	}
	fields := map[byte]int{sealPlain: sealFields, sealLearned: sealAll}[raw[0]]
	body := 1 + 8*fields
	if fields == 0 || len(raw) != body+sealMac {
		return Mark{}, bad
	}
	p := s.press()
	defer s.presses.Put(p)
	sum := p.sum(raw[:body], p.raw[:0])
	if !hmac.Equal(sum[:sealMac], raw[body:]) {
		return Mark{}, bad
	}
	n := func(i int) uint64 { return binary.BigEndian.Uint64(raw[1+8*i:]) }
	m := Mark{Proposition: id.ID(n(0)), Offer: id.ID(n(1)), Variant: id.ID(n(2)), Placement: id.ID(n(3)), Client: id.ID(n(4)), At: time.UnixMicro(int64(n(5))).UTC()}
	if fields == sealAll {
		m.Strategy, m.Propensity, m.ModelVersion, m.Segment = id.ID(n(6)), math.Float64frombits(n(7)), int64(n(8)), id.ID(n(9))
	}
	return m, nil
}

// press is what a seal is made with; it is used again.
type press struct {
	mac  hash.Hash
	raw  [1 + 8*sealAll + sha256.Size]byte
	text [2 * (1 + 8*sealAll + sealMac)]byte
}

func (s *Seals) press() *press { return s.presses.Get().(*press) }

func (p *press) sum(body, dst []byte) []byte {
	p.mac.Reset()
	p.mac.Write(body)
	return p.mac.Sum(dst)
}
