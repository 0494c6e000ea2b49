package offer

import (
	"encoding/binary"
	"hash/maphash"
	"sync"
	"time"

	"clientele/internal/id"
)

// memory keeps the facts of clients packed in slabs of bytes, so that a million of them take some 100 MB and nothing for the collector to
// walk. Each shard has two generations; the older is dropped when the younger is full. Facts read before their client was dropped are
// not kept.
type memory struct {
	book   *codebook
	seed   maphash.Seed
	keep   time.Duration
	room   int // bytes of one generation of one shard
	shards [256]memoryShard
}

type memoryShard struct {
	mu         sync.Mutex
	drops      uint64
	young, old generation
}

// generation is packed facts one after the other: seconds until which they hold (8 bytes), length (2 bytes), facts. dead is the bytes of
// those that were dropped.
type generation struct {
	at   map[id.ID]uint32
	slab []byte
	dead int
}

const recordHead = 10

// newMemory gives a memory of at most about size bytes, apart from the index (some 20 bytes for each client).
func newMemory(size int, keep time.Duration) *memory {
	m := &memory{book: newCodebook(), seed: maphash.MakeSeed(), keep: keep}
	m.room = max(1<<10, size/2/len(m.shards))
	return m
}

func (m *memory) shard(client id.ID) (*memoryShard, uint64) {
	h := maphash.Comparable(m.seed, client)
	return &m.shards[h%uint64(len(m.shards))], h
}

// get gives the facts of a client, nil and the ticket with which those that are now read may be put where they are not known.
func (m *memory) get(client id.ID, now time.Time) (*Facts, uint64) {
	s, _ := m.shard(client)
	s.mu.Lock()
	raw := s.young.record(client)
	if raw == nil {
		if raw = s.old.record(client); raw != nil {
			m.add(s, client, raw)
		}
	}
	ticket := s.drops
	s.mu.Unlock()
	if raw == nil || now.Unix() >= int64(binary.LittleEndian.Uint64(raw)) {
		return nil, ticket
	}
	return m.book.unpack(raw[recordHead:], client), 0
}

// record gives the bytes of a client with their head, nil where there are none. What was written is never changed.
func (g *generation) record(client id.ID) []byte {
	at, ok := g.at[client]
	if !ok {
		return nil
	}
	size := recordHead + int(binary.LittleEndian.Uint16(g.slab[at+8:]))
	return g.slab[at : int(at)+size : int(at)+size]
}

// put keeps facts unless something of their shard was dropped since the ticket was given.
func (m *memory) put(f *Facts, ticket uint64, now time.Time) {
	s, h := m.shard(f.Client)
	var room [256]byte
	raw := m.book.pack(room[:recordHead], f)
	if len(raw) > 1<<14 {
		return
	}
	spread := time.Duration(h>>32) * m.keep >> 34 // up to a quarter, so that what was read together is not read again together
	binary.LittleEndian.PutUint64(raw, uint64(now.Add(m.keep-spread).Unix()))
	binary.LittleEndian.PutUint16(raw[8:], uint16(len(raw)-recordHead))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.drops == ticket {
		m.add(s, f.Client, raw)
	}
}

// tickets gives the ticket of each shard, for facts that are now read of many clients.
func (m *memory) tickets() (out [256]uint64) {
	for i := range m.shards {
		m.shards[i].mu.Lock()
		out[i] = m.shards[i].drops
		m.shards[i].mu.Unlock()
	}
	return out
}

// place gives the number of a client's shard.
func (m *memory) place(client id.ID) int {
	return int(maphash.Comparable(m.seed, client) % uint64(len(m.shards)))
}

func (m *memory) add(s *memoryShard, client id.ID, raw []byte) {
	g := &s.young
	if len(g.slab)+len(raw) > m.room {
		if g.dead > len(g.slab)/4 {
			g.compact()
		} else {
			s.old, s.young = s.young, generation{}
		}
	}
	if g.at == nil {
		g.at = make(map[id.ID]uint32)
	}
	g.forget(client)
	g.at[client] = uint32(len(g.slab))
	g.slab = append(g.slab, raw...)
}

func (g *generation) forget(client id.ID) {
	if raw := g.record(client); raw != nil {
		g.dead += len(raw)
		delete(g.at, client)
	}
}

// compact leaves out what is dead.
func (g *generation) compact() {
	next := generation{at: make(map[id.ID]uint32, len(g.at)), slab: make([]byte, 0, len(g.slab)-g.dead+1024)}
	for client := range g.at {
		next.at[client] = uint32(len(next.slab))
		next.slab = append(next.slab, g.record(client)...)
	}
	*g = next
}

// drop forgets a client.
func (m *memory) drop(client id.ID) {
	s, _ := m.shard(client)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drops++
	s.young.forget(client)
	s.old.forget(client)
}

// clear forgets everything.
func (m *memory) clear() {
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		s.drops++
		s.young, s.old = generation{}, generation{}
		s.mu.Unlock()
	}
}

// full says whether half of the room is taken, so that reading ahead would push out what was read before.
func (m *memory) full() bool {
	n := 0
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		n += len(s.young.slab)
		s.mu.Unlock()
	}
	return n >= m.room*len(m.shards)*9/10
}

// size gives how many clients are known.
func (m *memory) size() (n int) {
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		n += len(s.young.at) + len(s.old.at)
		s.mu.Unlock()
	}
	return n
}
