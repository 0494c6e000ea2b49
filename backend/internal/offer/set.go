package offer

// set is a set of small numbers: the segments that some offer of a catalogue speaks of, by their place in it.
type set []uint64

func newSet(size int) set { return make(set, (size+63)/64) }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// meets says whether the two sets share a member.
func (s set) meets(o set) bool {
	for i, v := range s {
		if v&o[i] != 0 {
			return true
		}
	}
	return false
}

func (s set) empty() bool {
	for _, v := range s {
		if v != 0 {
			return false
		}
	}
	return true
}
