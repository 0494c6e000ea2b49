package portfolio

// niceBins counts amounts by size on the edges 1, 2, 5, 10, 20, 50 and so on. Element 0 holds what lies below 1.
type niceBins [58]struct{ clients, value int64 }

// niceEdges are the lower edges of the bins from element 1 on.
var niceEdges = func() (out [57]int64) {
	e := int64(1)
	for i := range out {
		out[i] = e
		if i%3 == 1 {
			e = e / 2 * 5
		} else {
			e *= 2
		}
	}
	return out
}()

// niceBin is the bin of an amount.
func niceBin(v int64) int {
	lo, hi := 0, len(niceEdges)
	for lo < hi {
		if mid := (lo + hi) / 2; niceEdges[mid] <= v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func (b *niceBins) add(amount, value int64) {
	c := &b[niceBin(amount)]
	c.clients++
	c.value = plus(c.value, value)
}

// used gives the first and the last bin that count: those below with together less than half a percent of the clients with something are
// counted with the first one. False where nobody has anything.
func (b *niceBins) used() (first, last int, ok bool) {
	total := int64(0)
	for i := 1; i < len(b); i++ {
		total += b[i].clients
		if b[i].clients > 0 {
			last = i
		}
	}
	if total == 0 {
		return 0, 0, false
	}
	passed := int64(0)
	for first = 1; first < last; first++ {
		if passed += b[first].clients; passed*200 >= total {
			break
		}
	}
	return first, last, true
}

// distribution gives the bins from 0 on; the last one has no end.
func (b *niceBins) distribution() []LifetimeBin {
	out := []LifetimeBin{}
	first, last, ok := b.used()
	if !ok {
		if b[0].clients > 0 {
			out = append(out, LifetimeBin{Clients: b[0].clients, Value: b[0].value})
		}
		return out
	}
	least := niceEdges[first-1]
	low := LifetimeBin{To: &least}
	for i := range first {
		low.Clients += b[i].clients
		low.Value = plus(low.Value, b[i].value)
	}
	out = append(out, low)
	for i := first; i <= last; i++ {
		bin := LifetimeBin{From: niceEdges[i-1], Clients: b[i].clients, Value: b[i].value}
		if i < last {
			to := niceEdges[i]
			bin.To = &to
		}
		out = append(out, bin)
	}
	return out
}
