package offer

import (
	"hash/maphash"
	"sync"
	"time"
)

// cache holds what was read from the database for a short time, at most about size entries: each shard has two generations, and
// the older one is dropped when the younger is full. A value read before its key was dropped is not kept.
type cache[K comparable, V any] struct {
	seed   maphash.Seed
	keep   time.Duration
	shards [64]shard[K, V]
	limit  int
}

type shard[K comparable, V any] struct {
	mu         sync.Mutex
	drops      uint64
	young, old map[K]kept[V]
}

type kept[V any] struct {
	value V
	until time.Time
}

func newCache[K comparable, V any](size int, keep time.Duration) *cache[K, V] {
	c := &cache[K, V]{seed: maphash.MakeSeed(), keep: keep}
	c.limit = max(1, size/2/len(c.shards))
	return c
}

func (c *cache[K, V]) shard(k K) *shard[K, V] {
	return &c.shards[maphash.Comparable(c.seed, k)%uint64(len(c.shards))]
}

// get gives a value, or the ticket with which the value that is now read may be put.
func (c *cache[K, V]) get(k K, now time.Time) (v V, ticket uint64, ok bool) {
	s := c.shard(k)
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.young[k]
	if !ok {
		if e, ok = s.old[k]; ok && now.Before(e.until) {
			c.add(s, k, e)
		}
	}
	if !ok || !now.Before(e.until) {
		return v, s.drops, false
	}
	return e.value, 0, true
}

// put keeps a value unless something of its shard was dropped since the ticket was given.
func (c *cache[K, V]) put(k K, v V, ticket uint64, now time.Time) {
	s := c.shard(k)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.drops == ticket {
		c.add(s, k, kept[V]{v, now.Add(c.keep)})
	}
}

func (c *cache[K, V]) add(s *shard[K, V], k K, e kept[V]) {
	if len(s.young) >= c.limit || s.young == nil {
		s.old, s.young = s.young, make(map[K]kept[V])
	}
	s.young[k] = e
}

// clear forgets everything.
func (c *cache[K, V]) clear() {
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		s.drops++
		s.young, s.old = nil, nil
		s.mu.Unlock()
	}
}
