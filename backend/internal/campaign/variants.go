package campaign

import (
	"context"
	"slices"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// ranked puts an offer's variants in the order in which they are tried for a known client: those with segments before the default, and
// all that speak to the person before the anonymous ones.
func ranked(variants []offer.Variant) []offer.Variant {
	out := slices.Clone(variants)
	rank := func(v offer.Variant) int {
		n := 0
		if len(v.Segments) == 0 {
			n++
		}
		if v.IsAnonymous {
			n += 2
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b offer.Variant) int { return rank(a) - rank(b) })
	return out
}

// variantsOf gives the variant of each client: the first, in ranked order, whose segments hold it or that has none. Clients that no
// variant suits are left out.
func (s *Service) variantsOf(ctx context.Context, variants []offer.Variant, clients []id.ID) (map[id.ID]*id.ID, error) {
	out := make(map[id.ID]*id.ID, len(clients))
	rest := slices.Clone(clients)
	for _, v := range ranked(variants) {
		if len(rest) == 0 {
			break
		}
		if len(v.Segments) == 0 {
			for _, c := range rest {
				out[c] = &v.ID
			}
			break
		}
		in, err := s.store.InSegments(ctx, v.Segments, rest)
		if err != nil {
			return nil, err
		}
		rest = slices.DeleteFunc(rest, func(c id.ID) bool {
			if in[c] {
				out[c] = &v.ID
			}
			return in[c]
		})
	}
	return out, nil
}

// firstVariant is what a sample client is shown: the default, else the first.
func firstVariant(variants []offer.Variant) *id.ID {
	if len(variants) == 0 {
		return nil
	}
	list := ranked(variants)
	for i := range list {
		if len(list[i].Segments) == 0 {
			return &list[i].ID
		}
	}
	return &list[0].ID
}
