package offer

import (
	"sync"
	"sync/atomic"

	"clientele/internal/id"
)

// numbers gives small numbers to values, from 1, in the order in which they are met; 0 is none. They are never taken back, so that what was
// packed with them can be read for as long as the process lives.
type numbers[T comparable] struct {
	mu    sync.RWMutex
	index map[T]uint32
	list  atomic.Pointer[[]T]
}

func newNumbers[T comparable]() *numbers[T] {
	n := &numbers[T]{index: map[T]uint32{}}
	n.list.Store(&[]T{})
	return n
}

// of gives the number of a value.
func (n *numbers[T]) of(v T) uint32 {
	n.mu.RLock()
	i, ok := n.index[v]
	n.mu.RUnlock()
	if ok {
		return i
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if i, ok := n.index[v]; ok {
		return i
	}
	list := append(*n.list.Load(), v)
	n.list.Store(&list)
	n.index[v] = uint32(len(list))
	return uint32(len(list))
}

// value gives what a number stands for; the zero value for 0.
func (n *numbers[T]) value(i uint32) (v T) {
	if i == 0 {
		return v
	}
	return (*n.list.Load())[i-1]
}

func (n *numbers[T]) size() int { return len(*n.list.Load()) }

// refusal is a purpose that is refused on a channel.
type refusal struct{ channel, purpose string }

// codebook is what facts are packed with.
type codebook struct {
	texts    *numbers[string] // languages and class values
	segments *numbers[id.ID]
	refusals *numbers[refusal]
}

func newCodebook() *codebook {
	return &codebook{newNumbers[string](), newNumbers[id.ID](), newNumbers[refusal]()}
}
