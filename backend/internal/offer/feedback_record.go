package offer

import (
	"context"
	"errors"
	"slices"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Record takes at most MaxFeedback items; each is recorded, a duplicate, or failed with its reason. Redemptions are redeemed, each in a
// transaction of its own, and fail where that is refused; all others are recorded in one transaction whatever caps say, and flagged where
// they pass one. It may be called again with the same items: each key counts once.
func (f *Feedbacks) Record(ctx context.Context, _ account.Actor, items []Feedback) ([]Outcome, error) {
	var c fault.Check
	c.That(len(items) > 0, "items", "required", "give at least one")
	c.That(len(items) <= MaxFeedback, "items", "too_many", "are more than 1000")
	if err := c.Err(); err != nil {
		return nil, err
	}
	org, err := f.redeem.orgs.Get(ctx)
	if err != nil {
		return nil, err
	}
	now, zone := f.clock.Now(), org.Zone()
	var out []Outcome
	var events map[string]Event
	var news News
	err = f.tx.InTx(ctx, func(ctx context.Context) (err error) {
		out, news = make([]Outcome, len(items)), News{}
		if events, err = f.resolve(ctx, items, out, now); err != nil || len(events) == 0 {
			return err
		}
		news, err = f.write(ctx, items, events, out, zone)
		return err
	})
	if err != nil {
		return out, err
	}
	if len(news.Clients)+len(news.Totals)+len(news.Tallies) > 0 {
		f.redeem.heard(news)
	}
	return out, f.redeemAll(ctx, items, events, out, zone)
}

// write stores the events that are no redemptions, fills their outcomes, counts and tells what is new.
func (f *Feedbacks) write(ctx context.Context, items []Feedback, events map[string]Event, out []Outcome, zone *time.Location) (News, error) {
	fresh := make([]Event, 0, len(events))
	for i := range items {
		if out[i].Status == Recorded && items[i].Kind != Redemption {
			fresh = append(fresh, events[items[i].Key])
		}
	}
	stored, err := f.store.AddEvents(ctx, fresh)
	if err != nil {
		return News{}, err
	}
	added, at := fresh[:0], map[id.ID]int{}
	for i, item := range items {
		if out[i].Status == Failed || item.Kind == Redemption {
			continue
		}
		mine, there := events[item.Key], stored[item.Key]
		switch {
		case there.ID == mine.ID && out[i].Status == Recorded:
			added, at[mine.ID] = append(added, mine), i
		case there.ID != mine.ID && !there.Same(mine):
			out[i] = Outcome{Status: Failed, Code: "key_reused", Message: "The key was used for other feedback."}
		default:
			out[i].Status = Duplicate
		}
	}
	if len(added) == 0 {
		return News{}, nil
	}
	news, over, err := f.count(ctx, added, zone)
	if err != nil {
		return news, err
	}
	for _, v := range over {
		out[at[v]].OverCap = true
	}
	return news, f.outbox.Append(ctx, append(tell(added, news), answersOf(added)...)...)
}

// count moves tallies, caps and results for what is new, in that order in every transaction.
func (f *Feedbacks) count(ctx context.Context, added []Event, zone *time.Location) (news News, over []id.ID, err error) {
	if news.Tallies, err = f.redeem.holdCodes(ctx, added); err != nil {
		return news, nil, err
	}
	counts, err := newCounting(ctx, f.store, added, zone)
	if err != nil {
		return news, nil, err
	}
	if news.Totals, over, err = counts.count(ctx, f.store, added); err != nil {
		return news, nil, err
	}
	for _, e := range added {
		if e.ClientID != 0 {
			news.Clients = append(news.Clients, e.ClientID, counts.client(e))
		}
	}
	news.Clients = unique(news.Clients)
	return news, over, f.store.Count(ctx, tally(added))
}

// redeemAll redeems the items that are redemptions, one after the other.
func (f *Feedbacks) redeemAll(ctx context.Context, items []Feedback, events map[string]Event, out []Outcome, zone *time.Location) error {
	failed := map[string]Outcome{}
	for i, item := range items {
		if no, ok := failed[item.Key]; ok && out[i].Status == Duplicate {
			out[i] = no
		}
		if item.Kind != Redemption || out[i].Status != Recorded {
			continue
		}
		var news News
		var again bool
		err := f.tx.InTx(ctx, func(ctx context.Context) (err error) {
			_, news, again, err = f.redeem.settle(ctx, events[item.Key], Code{}, Redeem{}, zone)
			return err
		})
		switch kind := fault.KindOf(err); {
		case err == nil && again:
			out[i].Status = Duplicate
		case err == nil:
			f.redeem.heard(news)
		case slices.Contains([]fault.Kind{fault.KindConflict, fault.KindInvalid, fault.KindNotFound}, kind):
			out[i] = refused(err)
			failed[item.Key] = out[i]
		default:
			return err
		}
	}
	return nil
}

// refused says why an item was not redeemed.
func refused(err error) Outcome {
	o := Outcome{Status: Failed, Code: fault.Code(err), Message: "It was refused."}
	if e, ok := errors.AsType[*fault.Error](err); ok {
		o.Message = e.Detail
		if e.Kind == fault.KindInvalid && len(e.Fields) > 0 {
			o.Code, o.Message = e.Fields[0].Code, e.Fields[0].Path+" "+e.Fields[0].Message
		}
	}
	return o
}

// told is the payload of an event about feedback: whom and what it moved, and how many events of each kind there were.
type told struct {
	News
	Counts map[string]int64 `json:"counts"`
}

// tell makes one event per offer, with its clients and counts by kind. The first carries the totals too.
func tell(added []Event, news News) []event.Event {
	var order []id.ID
	byOffer := map[id.ID]*told{}
	for _, e := range added {
		n := byOffer[e.OfferID]
		if n == nil {
			n = &told{Counts: map[string]int64{}}
			if len(order) == 0 {
				n.Totals, n.Tallies = news.Totals, news.Tallies
			}
			byOffer[e.OfferID] = n
			order = append(order, e.OfferID)
		}
		n.Counts[e.Kind]++
		if e.ClientID != 0 {
			n.Clients = append(n.Clients, e.ClientID)
		}
	}
	out := make([]event.Event, 0, len(order))
	for _, v := range order {
		n, client := byOffer[v], id.ID(0)
		if n.Clients = unique(n.Clients); len(n.Clients) == 1 {
			client = n.Clients[0]
		}
		out = append(out, event.Of(event.OfferFeedback, "offer", v, client, n))
	}
	return out
}
