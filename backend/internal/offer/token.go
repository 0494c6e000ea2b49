package offer

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash"
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
}

// Seals signs and checks the tokens of propositions. A token is base64url of: a version byte, the fields of Mark as 64-bit
// numbers (time in microseconds), 16 bytes of HMAC-SHA256 over them.
type Seals struct{ macs sync.Pool }

const (
	sealVersion = 1
	sealBody    = 1 + 6*8
	sealMac     = 16
)

// NewSeals takes a key of at least 32 bytes.
func NewSeals(key []byte) (*Seals, error) {
	if len(key) < 32 {
		return nil, errors.New("proposition key is shorter than 32 bytes")
	}
	key = append([]byte(nil), key...)
	return &Seals{macs: sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}, nil
}

// Seal gives the token of a mark.
func (s *Seals) Seal(m Mark) string {
	var raw [sealBody + sha256.Size]byte
	raw[0] = sealVersion
	for i, v := range [...]int64{int64(m.Proposition), int64(m.Offer), int64(m.Variant), int64(m.Placement), int64(m.Client), m.At.UnixMicro()} {
		binary.BigEndian.PutUint64(raw[1+8*i:], uint64(v))
	}
	s.sum(raw[:sealBody], raw[sealBody:sealBody])
	return base64.RawURLEncoding.EncodeToString(raw[:sealBody+sealMac])
}

// Open checks a token and gives its mark; fault invalid (token_invalid) where it is not ours.
func (s *Seals) Open(token string) (Mark, error) {
	bad := fault.New(fault.KindInvalid, "token_invalid", "The token is not one of ours.")
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != sealBody+sealMac || raw[0] != sealVersion {
		return Mark{}, bad
	}
	var sum [sha256.Size]byte
	s.sum(raw[:sealBody], sum[:0])
	if !hmac.Equal(sum[:sealMac], raw[sealBody:]) {
		return Mark{}, bad
	}
	n := func(i int) id.ID { return id.ID(binary.BigEndian.Uint64(raw[1+8*i:])) }
	return Mark{Proposition: n(0), Offer: n(1), Variant: n(2), Placement: n(3), Client: n(4), At: time.UnixMicro(int64(n(5))).UTC()}, nil
}

func (s *Seals) sum(body, dst []byte) {
	mac := s.macs.Get().(hash.Hash)
	mac.Reset()
	mac.Write(body)
	mac.Sum(dst)
	s.macs.Put(mac)
}
