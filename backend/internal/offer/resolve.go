package offer

import (
	"cmp"
	"context"
	"time"

	"clientele/internal/id"
)

// subjects is what the items of one request speak of, read at once.
type subjects struct {
	shown      map[id.ID]Shown
	offers     map[id.ID]bool
	variants   map[id.ID]id.ID
	clients    map[id.ID]bool
	placements map[string]id.ID
}

// resolve turns items into events by key, and fills the outcome of each: recorded for the first of its key, duplicate for the next
// of the same, failed.
func (f *Feedbacks) resolve(ctx context.Context, items []Feedback, out []Outcome, now time.Time) (map[string]Event, error) {
	known, err := f.subjects(ctx, items)
	if err != nil {
		return nil, err
	}
	events := make(map[string]Event, len(items))
	for i, item := range items {
		code, message := item.shape(now)
		var e Event
		if code == "" {
			e, code, message = f.event(item, known)
		}
		if code != "" {
			out[i] = Outcome{Status: Failed, Code: code, Message: message}
			continue
		}
		e.Key, e.Kind, e.At, e.ReceivedAt = item.Key, item.Kind, item.At.UTC().Truncate(time.Microsecond), now
		if item.At.IsZero() {
			e.At = now
		}
		switch before, ok := events[e.Key]; {
		case !ok:
			e.ID = f.store.NewID()
			events[e.Key] = e
			out[i].Status = Recorded
		case before.Same(e):
			out[i].Status = Duplicate
		default:
			out[i] = Outcome{Status: Failed, Code: "key_reused", Message: "The key was used for other feedback."}
		}
	}
	return events, nil
}

func (f *Feedbacks) event(item Feedback, known subjects) (e Event, code, message string) {
	switch {
	case item.Token != "":
		m, err := f.seals.Open(item.Token)
		if err != nil {
			return e, "token_invalid", "The token is not one of ours."
		}
		return Event{PropositionID: m.Proposition, ClientID: m.Client, OfferID: m.Offer, VariantID: m.Variant, PlacementID: m.Placement, Ties: m.ties()}, "", ""
	case item.Proposition != 0:
		s, ok := known.shown[item.Proposition]
		if !ok {
			return e, "proposition_unknown", "There is no such proposition, or it is not written yet; its token works at once."
		}
		return Event{PropositionID: s.ID, ClientID: s.ClientID, OfferID: s.OfferID, VariantID: s.VariantID, PlacementID: s.PlacementID, Ties: s.ties()}, "", ""
	case !known.offers[item.Offer]:
		return e, "offer_unknown", "There is no such offer."
	case !known.clients[item.Client]:
		return e, "client_unknown", "There is no such client."
	case item.Variant != 0 && known.variants[item.Variant] != item.Offer:
		return e, "variant_unknown", "The offer has no such variant."
	case item.Placement != "" && known.placements[item.Placement] == 0:
		return e, "placement_unknown", "There is no such placement."
	}
	return Event{ClientID: item.Client, OfferID: item.Offer, VariantID: item.Variant, PlacementID: known.placements[item.Placement]}, "", ""
}

func (f *Feedbacks) subjects(ctx context.Context, items []Feedback) (s subjects, err error) {
	var shown, offers, variants, clients []id.ID
	var codes []string
	for _, i := range items {
		shown, offers = appendSet(shown, i.Proposition), appendSet(offers, i.Offer)
		variants, clients, codes = appendSet(variants, i.Variant), appendSet(clients, i.Client), appendSet(codes, i.Placement)
	}
	var errs [5]error
	s.shown, errs[0] = f.store.Propositions(ctx, shown)
	s.offers, errs[1] = f.store.OfferExists(ctx, offers)
	s.variants, errs[2] = f.store.VariantOffers(ctx, variants)
	s.clients, errs[3] = f.store.ClientExists(ctx, clients)
	s.placements, errs[4] = f.store.PlacementIDs(ctx, codes)
	return s, cmp.Or(errs[:]...)
}

// appendSet appends what is not the zero value.
func appendSet[T comparable](list []T, v T) []T {
	var zero T
	if v == zero {
		return list
	}
	return append(list, v)
}
