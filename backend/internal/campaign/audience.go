package campaign

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Funnel is how an audience comes about: every client of the segments in is counted in exactly one line below InSegments, in this
// order of reasons; Eligible = Control + NoOffer + Treated. Treated is the number of messages that a launch now would send. NoOffer is
// counted where a campaign's placement decides for each client and those without an offer get no message: by deciding for everybody, in the
// order in which sending does, without recording it.
type Funnel struct {
	InSegments int64 `json:"in_segments"`
	Excluded   int64 `json:"excluded"`   // also in a segment out
	Inactive   int64 `json:"inactive"`   // archived, or merged into another client
	NoConsent  int64 `json:"no_consent"` // none, or withdrawn, for channel and purpose
	NoAddress  int64 `json:"no_address"` // none, or not a valid one
	Suppressed int64 `json:"suppressed"` // the address must never be written to
	Duplicates int64 `json:"duplicates"` // the address belongs to an older eligible client too
	Eligible   int64 `json:"eligible"`
	Control    int64 `json:"control"`
	NoOffer    int64 `json:"no_offer"` // no offer is left for them
	Treated    int64 `json:"treated"`
}

// Reasons why a client of the segments is not in the audience, as the store counts them.
const (
	ReasonExcluded   = "excluded"
	ReasonInactive   = "inactive"
	ReasonNoConsent  = "no_consent"
	ReasonNoAddress  = "no_address"
	ReasonSuppressed = "suppressed"
	ReasonNoOffer    = "no_offer"
)

// Candidate is a client that may be written to. Candidates come in order of folded address, then id.
type Candidate struct {
	ClientID id.ID
	Email    string
	EmailKey string
	Language string
}

// Audiences counts and reads audiences.
type Audiences interface {
	// LeftOut counts, by reason, the clients of the segments in that cannot be written to; "" counts those that can.
	LeftOut(ctx context.Context, c Campaign) (map[string]int64, error)
	// EachCandidate calls fn for the clients that can be written to, in order of folded address and id, from one state of the data.
	EachCandidate(ctx context.Context, c Campaign, fn func(Candidate) error) error
}

// pick goes through the candidates as both preview and launch do, and gives the audience: a valid address, each address once (its
// oldest client), then the arm by hash. Because it is one function, the number announced is the number sent.
func pick(ctx context.Context, store Audiences, c Campaign, take func(ctx context.Context, k Candidate, arm string) error) (Funnel, error) {
	var f Funnel
	last := ""
	err := store.EachCandidate(ctx, c, func(k Candidate) error {
		f.InSegments++
		switch {
		case !fault.ValidEmail(k.Email):
			f.NoAddress++
			return nil
		case k.EmailKey == last:
			f.Duplicates++
			return nil
		}
		last = k.EmailKey
		f.Eligible++
		arm := ArmOf(c.Salt, k.ClientID, c.ControlPermille)
		if arm == Control {
			f.Control++
		} else {
			f.Treated++
		}
		if take == nil {
			return nil
		}
		return take(ctx, k, arm)
	})
	return f, err
}

// Audience gives the funnel of a campaign as it stands.
func (s *Service) Audience(ctx context.Context, v id.ID) (Funnel, error) {
	c, err := s.store.Campaign(ctx, v)
	if err != nil {
		return Funnel{}, err
	}
	return s.funnel(ctx, c)
}

func (s *Service) funnel(ctx context.Context, c Campaign) (Funnel, error) {
	if len(c.SegmentsIn) == 0 {
		return Funnel{}, nil
	}
	out, err := s.store.LeftOut(ctx, c)
	if err != nil {
		return Funnel{}, err
	}
	var without int64
	take, flush := s.imagine(c, &without)
	f, err := pick(ctx, s.store, c, take)
	if err == nil && flush != nil {
		err = flush(ctx)
	}
	if err != nil {
		return f, err
	}
	f.NoOffer, f.Treated = without, f.Treated-without
	f.Excluded, f.Inactive = out[ReasonExcluded], out[ReasonInactive]
	f.NoConsent, f.Suppressed = out[ReasonNoConsent], out[ReasonSuppressed]
	f.NoAddress += out[ReasonNoAddress]
	f.InSegments += f.Excluded + f.Inactive + f.NoConsent + f.Suppressed + out[ReasonNoAddress]
	return f, nil
}
