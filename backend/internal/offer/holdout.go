package offer

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"clientele/internal/id"
)

// Held says how a holdout bears on a proposition.
type Held int8

// What a holdout does to a proposition.
const (
	HeldNot   Held = iota // shown, to a client who is not held out
	HeldShown             // a fallback, shown to a client who is held out
	HeldBack              // not shown: it is what would have been
)

// HeldOut says whether a client belongs to the holdout of a salt:
//
//	held out when u mod 10000 < bp, where u is the first 8 bytes, big-endian, of SHA-256(salt + ":" + client id in decimal)
//
// as for control groups of campaigns, so that whoever has the salt can check it. A stranger is never held out.
func HeldOut(salt string, client id.ID, bp int64) bool {
	if bp <= 0 || client == 0 {
		return false
	}
	var text [64]byte
	sum := sha256.Sum256(append(append(append(text[:0], salt...), ':'), client.String()...))
	return binary.BigEndian.Uint64(sum[:8])%10_000 < uint64(bp)
}

// newSalt makes a salt of 16 random hexadecimal digits.
func newSalt() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
