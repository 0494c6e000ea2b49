package token

import (
	"sync"
	"time"

	"clientele/internal/account"
)

// remembered holds tokens whose signature and claims were found good, until they expire; at most two generations of maxRemembered.
// What is not remembered is checked in full, so forgetting costs only time.
type remembered struct {
	mu         sync.RWMutex
	young, old map[string]good
}

type good struct {
	actor   account.Actor
	expires time.Time
}

const maxRemembered = 2000

// find gives the actor of a token that was found good and has not expired.
func (r *remembered) find(token string, now time.Time) (account.Actor, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	g, ok := r.young[token]
	if !ok {
		g, ok = r.old[token]
	}
	return g.actor, ok && now.Before(g.expires)
}

func (r *remembered) add(token string, a account.Actor, expires time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young == nil || len(r.young) >= maxRemembered {
		r.old, r.young = r.young, make(map[string]good)
	}
	r.young[token] = good{a, expires}
}
