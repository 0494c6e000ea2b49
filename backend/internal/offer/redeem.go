package offer

import (
	"context"
	"time"

	"clientele/internal/account"
	"clientele/internal/clock"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Redeem asks to redeem an offer. Key is the sender's own, the same however often it is sent. The offer is told by a proposition's token,
// by a code, or by its id; the client by id or by a source's reference, by the token, or by who holds the code. A zero At is now.
type Redeem struct {
	Key            string
	Token          string
	Code           string
	Offer          id.ID
	Client         id.ID
	Who            Key
	Variant        id.ID
	Placement      string
	OrderReference string
	AmountMinor    *int64
	At             time.Time
}

// Redeemed is a redemption as it is stored. ClientID is 0 where nobody was named; ClientName is told where redemptions are listed. Day is the
// organisation's day of At. CancelledAt is when it was taken back, by whom and why, nil where it stands.
type Redeemed struct {
	ID              id.ID `gorm:"primaryKey;autoIncrement:false"`
	RedemptionKey   string
	OfferID         id.ID
	VariantID       id.ID
	ClientID        id.ID
	PlacementID     *id.ID
	PropositionID   *id.ID
	Code            string
	OrderReference  string
	AmountMinor     *int64
	CostMinor       int64
	Day             clock.Day
	At              time.Time
	ReceivedAt      time.Time
	CancelledAt     *time.Time
	CancelledByName string
	CancelReason    string
	ClientName      string `gorm:"-"`
}

// TableName is the table's name.
func (Redeemed) TableName() string { return "redemption" }

// RedeemedFilter narrows a list of redemptions; empty fields do not narrow.
type RedeemedFilter struct {
	Offer, Client  id.ID
	OrderReference string
	From, To       *clock.Day
}

// RedemptionStore keeps redemptions, and what offers have spent and given out.
type RedemptionStore interface {
	FeedbackStore
	CapStore
	CodeStore
	CancelStore
	Offer(ctx context.Context, v id.ID) (Offer, error)
	// OfferBySharedCode gives the offer of a shared code; fault not_found where there is none.
	OfferBySharedCode(ctx context.Context, key string) (id.ID, error)
	ClientByKey(ctx context.Context, k Key) (id.ID, error)
	// Spend adds a redemption and its cost to an offer's tally unless that would pass the budget; false then.
	Spend(ctx context.Context, offer id.ID, cost int64, budget *int64) (bool, error)
	AddRedemption(ctx context.Context, r Redeemed) error
	RedemptionByKey(ctx context.Context, key string) (Redeemed, error)
	Redemption(ctx context.Context, v id.ID) (Redeemed, error)
	Redemptions(ctx context.Context, f RedeemedFilter, w page.Window) (page.List[Redeemed], error)
	SpentDays(ctx context.Context, offer id.ID, from clock.Day) ([]SpentDay, error)
	FirstSpent(ctx context.Context, offer id.ID) (day clock.Day, ok bool, err error)
}

// Redemptions redeems offers: within their dates, budgets and limits, each code once, each key once.
type Redemptions struct {
	store  RedemptionStore
	tx     event.Tx
	outbox event.Outbox
	orgs   Organisations
	clock  clock.Clock
	seals  *Seals
	heard  func(News)
}

// NewRedemptions gives the use case over a store; heard is told what changed as soon as it is recorded.
func NewRedemptions(s RedemptionStore, tx event.Tx, outbox event.Outbox, orgs Organisations, c clock.Clock, seals *Seals, heard func(News)) *Redemptions {
	return &Redemptions{store: s, tx: tx, outbox: outbox, orgs: orgs, clock: c, seals: seals, heard: heard}
}

// Redemption gives one redemption; fault not_found where there is none.
func (s *Redemptions) Redemption(ctx context.Context, v id.ID) (Redeemed, error) {
	return s.store.Redemption(ctx, v)
}

// List lists redemptions.
func (s *Redemptions) List(ctx context.Context, f RedeemedFilter, w page.Window) (page.List[Redeemed], error) {
	return s.store.Redemptions(ctx, f, w)
}

// Redeem redeems an offer, in one transaction with all that it checks; a key that has redeemed already gives the same answer again.
// Refused are, as conflicts that say why: offers that are not approved or out of their dates, codes of others, used or void, and what would
// pass a limit or the budget. A refusal is not kept: the same key may try again.
func (s *Redemptions) Redeem(ctx context.Context, _ account.Actor, r Redeem) (Redeemed, error) {
	now := s.clock.Now()
	if err := r.check(now); err != nil {
		return Redeemed{}, err
	}
	o, err := s.orgs.Get(ctx)
	if err != nil {
		return Redeemed{}, err
	}
	var out Redeemed
	var news News
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		out, news, err = s.redeem(ctx, r, now, o.Zone())
		return err
	})
	if err == nil && len(news.Tallies) > 0 {
		s.heard(news)
	}
	return out, err
}

func (r Redeem) check(now time.Time) error {
	var c fault.Check
	c.Required("key", r.Key)
	c.Max("key", r.Key, 128)
	named := 0
	for _, told := range []bool{r.Token != "", r.Code != "", r.Offer != 0} {
		if told {
			named++
		}
	}
	c.That(named == 1, "token", "subject", "give a token, or a code, or offer_id: one of them")
	c.That(r.Client == 0 || r.Who == Key{}, "client", "both", "give client_id or client, not both")
	c.That((r.Who.Source == "") == (r.Who.Reference == ""), "client", "incomplete", "needs source and reference")
	c.That(r.Offer == 0 || r.Client != 0 || r.Who != Key{}, "client_id", "required", "is required with offer_id")
	c.That(r.Offer != 0 || r.Variant == 0, "variant_id", "subject", "goes with offer_id")
	c.That(r.Token == "" || r.Placement == "", "placement", "subject", "is told by the token")
	c.Max("code", r.Code, MaxCode)
	c.Max("placement", r.Placement, 64)
	c.Max("order_reference", r.OrderReference, 128)
	c.Max("client.source", r.Who.Source, 64)
	c.Max("client.reference", r.Who.Reference, 128)
	checkAmount(&c, "amount_minor", r.AmountMinor)
	c.That(!r.At.After(now.Add(futureSlack)), "at", "in_future", "lies in the future")
	c.That(r.At.IsZero() || r.At.Year() >= 2000, "at", "too_old", "lies before 2000")
	return c.Err()
}

// redeem finds out what a request redeems, and redeems it.
func (s *Redemptions) redeem(ctx context.Context, r Redeem, now time.Time, zone *time.Location) (Redeemed, News, error) {
	e, code, err := s.subject(ctx, r, now)
	if err != nil {
		return Redeemed{}, News{}, err
	}
	out, news, _, err := s.settle(ctx, e, code, r, zone)
	return out, news, err
}

// settle claims the key first: of two requests with one key, the second waits here until the first has ended. Then it holds the offer's
// tally, so that redemptions of one offer follow each other. again says that the key had redeemed already.
func (s *Redemptions) settle(ctx context.Context, e Event, code Code, r Redeem, zone *time.Location) (out Redeemed, news News, again bool, err error) {
	stored, err := s.store.AddEvents(ctx, []Event{e})
	if err != nil {
		return out, news, false, err
	}
	if there := stored[e.Key]; there.ID != e.ID {
		out, err := s.again(ctx, e, there, code, r)
		return out, news, true, err
	}
	if err := s.store.LockTally(ctx, e.OfferID); err != nil {
		return out, news, false, err
	}
	o, err := s.store.Offer(ctx, e.OfferID)
	if err != nil {
		return out, news, false, err
	}
	out = Redeemed{ID: e.ID, RedemptionKey: e.Key, OfferID: o.ID, VariantID: e.VariantID, ClientID: e.ClientID, PlacementID: orNil(e.PlacementID), PropositionID: orNil(e.PropositionID),
		OrderReference: r.OrderReference, AmountMinor: r.AmountMinor, Day: clock.DayOf(e.At, zone), At: e.At, ReceivedAt: e.ReceivedAt}
	if err := openOn(o, out.Day); err != nil {
		return out, news, false, err
	}
	if code, err = s.checkCode(ctx, o, e, code); err != nil {
		return out, news, false, err
	}
	out.Code = code.Code
	cost, known := o.cost(e.VariantID, r.AmountMinor)
	if !known && o.BudgetMinor != nil {
		return out, news, false, fault.Invalid(fault.Field{Path: "amount_minor", Code: "required", Message: "is required: the offer has a budget, and its discount is a share of the amount"})
	}
	out.CostMinor = cost
	news, err = s.take(ctx, o, e, out, code, zone)
	return out, news, false, err
}

func orNil(v id.ID) *id.ID {
	if v == 0 {
		return nil
	}
	return &v
}

// again gives what a key has redeemed; fault conflict (key_reused) where it was used for something else.
func (s *Redemptions) again(ctx context.Context, e, there Event, code Code, r Redeem) (Redeemed, error) {
	reused := fault.Conflict("key_reused", "The key was used for something else.")
	if !there.Same(e) {
		return Redeemed{}, reused
	}
	out, err := s.store.RedemptionByKey(ctx, e.Key)
	if err == nil && r.Code != "" && FoldCode(out.Code) != code.CodeKey {
		return Redeemed{}, reused
	}
	return out, err
}

// openOn says what keeps an offer from being redeemed on a day.
func openOn(o Offer, day clock.Day) error {
	switch {
	case o.State != Approved:
		return fault.Conflict("offer_not_approved", "The offer is not approved.")
	case o.on(day) < 0:
		return fault.Conflict("offer_not_started", "The offer begins on "+o.FromDay.String()+".")
	case o.on(day) > 0:
		return fault.Conflict("offer_ended", "The offer ended on "+o.ToDay.String()+".")
	}
	return nil
}
