package account

import (
	"context"
	"crypto/subtle"
	"sync"
	"sync/atomic"
	"time"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// keysTrusted is how long the keys are believed after they were read: what was revoked elsewhere is refused by then, also where the
// polling has stopped.
const keysTrusted = 900 * time.Millisecond

// keyring holds every key that is not revoked, in each process on its own.
type keyring struct {
	read    func(ctx context.Context) ([]APIKey, error)
	clock   clock.Clock
	current atomic.Pointer[ring]
	stale   atomic.Bool
	mu      sync.Mutex // one read at a time
}

type ring struct {
	byPrefix map[string]heldKey
	byID     map[id.ID]heldKey
	at       time.Time
}

type heldKey struct {
	key   APIKey
	actor Actor
}

// get gives the keys as they were less than keysTrusted ago; fault unavailable where they cannot be read.
func (k *keyring) get(ctx context.Context) (*ring, error) {
	if r := k.fresh(); r != nil {
		return r, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if r := k.fresh(); r != nil {
		return r, nil
	}
	if err := k.reload(ctx); err != nil {
		return nil, fault.Wrap(fault.KindUnavailable, "keys_unavailable", "The API keys cannot be checked now. Try again.", err)
	}
	return k.current.Load(), nil
}

func (k *keyring) fresh() *ring {
	r := k.current.Load()
	if r == nil || k.stale.Load() || k.clock.Now().Sub(r.at) > keysTrusted {
		return nil
	}
	return r
}

// expire says that this process has changed keys.
func (k *keyring) expire() { k.stale.Store(true) }

// reload reads the keys. The caller holds mu.
func (k *keyring) reload(ctx context.Context) error {
	at := k.clock.Now()
	k.stale.Store(false)
	keys, err := k.read(ctx)
	if err != nil {
		k.stale.Store(true)
		return err
	}
	r := &ring{byPrefix: make(map[string]heldKey, len(keys)), byID: make(map[id.ID]heldKey, len(keys)), at: at}
	for _, v := range keys {
		held := heldKey{v, v.Actor()}
		r.byPrefix[v.Prefix], r.byID[v.ID] = held, held
	}
	k.current.Store(r)
	return nil
}

var decoyHash = hashOf("")

// find gives the key of a text. The prefix, which is no secret, finds it; the hashes are compared in constant time, and a hash is
// reckoned and compared also where nothing was found.
func (r *ring) find(text string) (heldKey, bool) {
	prefix, shaped := prefixOf(text)
	held, known := r.byPrefix[prefix]
	want := decoyHash
	if known {
		want = held.key.Hash
	}
	same := subtle.ConstantTimeCompare([]byte(hashOf(text)), []byte(want)) == 1
	return held, shaped && known && same
}

// The limits of bad keys from one place.
const (
	wrongWindow = time.Minute
	wrongMost   = 20
	wrongPlaces = 10_000
)

// wrongs counts bad keys by the place they came from, minute by minute.
type wrongs struct {
	mu      sync.Mutex
	since   time.Time
	byPlace map[string]int
}

// add counts a bad key and gives the failure to answer. Good keys pass whatever is counted here: who shares an address with a stranger does
// not suffer for it.
func (w *wrongs) add(from string, now time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.byPlace == nil || now.Sub(w.since) >= wrongWindow {
		w.since, w.byPlace = now, map[string]int{}
	}
	if _, known := w.byPlace[from]; known || len(w.byPlace) < wrongPlaces {
		w.byPlace[from]++
	}
	if w.byPlace[from] <= wrongMost {
		return badKey
	}
	e := fault.New(fault.KindTooMany, "too_many_bad_keys", "Too many wrong API keys came from this address. Wait before you try again.")
	e.RetryAfter = int((wrongWindow - now.Sub(w.since)).Seconds()) + 1
	return e
}
