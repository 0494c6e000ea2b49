package offer

import (
	"context"
	"time"

	"clientele/internal/account"
	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Code is one unique code of an offer. ClientID is who holds it or redeemed it, nil for nobody; ClientName is told where codes are listed.
// CodeKey is how it is compared.
type Code struct {
	ID           id.ID `gorm:"primaryKey;autoIncrement:false"`
	OfferID      id.ID
	Code         string
	CodeKey      string
	State        string
	ClientID     *id.ID
	RedemptionID *id.ID
	HeldAt       *time.Time
	RedeemedAt   *time.Time
	CreatedAt    time.Time
	ClientName   string `gorm:"-"`
}

// TableName is the table's name.
func (Code) TableName() string { return "offer_unique_code" }

// The states of a code.
const (
	CodeFree     = "free"
	CodeHeld     = "held"
	CodeRedeemed = "redeemed"
	CodeVoid     = "void"
)

// CodeStates lists the states of a code.
var CodeStates = []string{CodeFree, CodeHeld, CodeRedeemed, CodeVoid}

// CodeFilter narrows a list of codes; empty fields do not narrow. Query is the beginning of a code.
type CodeFilter struct {
	Offer  id.ID
	States []string
	Client id.ID
	Query  string
}

// CodeStore keeps unique codes, and the tally of an offer, whose row is locked first.
type CodeStore interface {
	// LockTally holds an offer's tally until the transaction ends, making it where there is none.
	LockTally(ctx context.Context, offer id.ID) error
	Tally(ctx context.Context, offer id.ID) (Tally, error)
	Code(ctx context.Context, v id.ID) (Code, error)
	CodeByKey(ctx context.Context, key string) (Code, error)
	// HeldCode gives the code of an offer that a client holds, FreeCode one that nobody holds; fault not_found where there is none.
	HeldCode(ctx context.Context, offer, client id.ID) (Code, error)
	FreeCode(ctx context.Context, offer id.ID) (Code, error)
	Codes(ctx context.Context, f CodeFilter, w page.Window) (page.List[Code], error)
	CodeCounts(ctx context.Context, offer id.ID) (map[string]int64, error)
	// TakenKeys gives those of the keys that are codes already, unique or shared.
	TakenKeys(ctx context.Context, keys []string) (map[string]bool, error)
	// AddCodes writes free codes and counts them in the tally.
	AddCodes(ctx context.Context, codes []Code) error
	// HoldCode gives a free code to a client; RedeemCode uses up one that is free or held; VoidCode ends one. Each moves the tally, and is
	// a fault conflict where the code is not in that state any more.
	HoldCode(ctx context.Context, c Code, client id.ID, at time.Time) error
	RedeemCode(ctx context.Context, c Code, r Redeemed) error
	VoidCode(ctx context.Context, c Code) error
	Audit(ctx context.Context, by account.Actor, action, noun string, nounID id.ID, detail any) error
}

// Codes lists an offer's unique codes.
func (s *Redemptions) Codes(ctx context.Context, f CodeFilter, w page.Window) (page.List[Code], error) {
	if _, err := s.store.Offer(ctx, f.Offer); err != nil {
		return page.List[Code]{}, err
	}
	f.Query = FoldCode(f.Query)
	return s.store.Codes(ctx, f, w)
}

// CodeCounts gives how many of an offer's codes are in each state.
func (s *Redemptions) CodeCounts(ctx context.Context, offer id.ID) (map[string]int64, error) {
	return s.store.CodeCounts(ctx, offer)
}

// Claim gives a client a code of an offer to hold, the same one again until it is redeemed. Refused for offers that are not approved, are out
// of their dates, have no unique codes, or none left (codes_used_up).
func (s *Redemptions) Claim(ctx context.Context, _ account.Actor, offer, client id.ID) (Code, error) {
	org, err := s.orgs.Get(ctx)
	if err != nil {
		return Code{}, err
	}
	var out Code
	var news News
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		news = News{}
		e := Event{Kind: Acceptance, OfferID: offer, ClientID: client, At: s.clock.Now()}
		if err := s.known(ctx, Redeem{Offer: offer, Client: client}, &e); err != nil {
			return err
		}
		if err := s.store.LockTally(ctx, offer); err != nil {
			return err
		}
		o, err := s.store.Offer(ctx, offer)
		if err != nil {
			return err
		}
		if err := openOn(o, dayIn(org.Zone(), e.At)); err != nil {
			return err
		}
		if o.CodesKind != CodesUnique {
			return fault.Conflict("codes_not_unique", "The offer has no code for each client.")
		}
		var fresh bool
		if out, fresh, err = s.hold(ctx, offer, client, e.At); err != nil || !fresh {
			return err
		}
		t, err := s.store.Tally(ctx, offer)
		if err != nil {
			return err
		}
		news = News{Clients: []id.ID{client}, Tallies: []Tally{t}}
		return s.outbox.Append(ctx, event.Of(event.OfferFeedback, "offer", offer, client, told{News: news, Counts: map[string]int64{}}))
	})
	if err == nil && len(news.Clients) > 0 {
		s.heard(news)
	}
	return out, err
}

// hold gives the code that a client holds, a free one where it holds none; fresh says which. The offer's tally is held.
func (s *Redemptions) hold(ctx context.Context, offer, client id.ID, at time.Time) (c Code, fresh bool, err error) {
	if c, err = s.store.HeldCode(ctx, offer, client); !fault.Is(err, fault.KindNotFound) {
		return c, false, err
	}
	if c, err = s.store.FreeCode(ctx, offer); fault.Is(err, fault.KindNotFound) {
		return c, false, fault.Conflict("codes_used_up", "No code of the offer is left.")
	}
	if err != nil {
		return c, false, err
	}
	c.State, c.ClientID, c.HeldAt = CodeHeld, &client, &at
	return c, true, s.store.HoldCode(ctx, c, client, at)
}

// holdCodes gives a code to each client that accepted an offer of unique codes, while there are any, and gives the offers' tallies.
func (s *Redemptions) holdCodes(ctx context.Context, events []Event) ([]Tally, error) {
	var offers []id.ID
	for _, e := range events {
		if e.Kind == Acceptance && e.ClientID != 0 {
			offers = append(offers, e.OfferID)
		}
	}
	if len(offers) == 0 {
		return nil, nil
	}
	all, err := s.store.CapOffers(ctx, unique(offers))
	if err != nil {
		return nil, err
	}
	var out []Tally
	for _, o := range all {
		if o.CodesKind != CodesUnique {
			continue
		}
		if err := s.store.LockTally(ctx, o.ID); err != nil {
			return nil, err
		}
		for _, e := range events {
			if e.Kind != Acceptance || e.ClientID == 0 || e.OfferID != o.ID {
				continue
			}
			if _, _, err := s.hold(ctx, o.ID, e.ClientID, e.ReceivedAt); err != nil && fault.Code(err) != "codes_used_up" {
				return nil, err
			}
		}
		t, err := s.store.Tally(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func idOf(v *id.ID) id.ID {
	if v == nil {
		return 0
	}
	return *v
}

// Void ends a code that was not redeemed; a void one stays void.
func (s *Redemptions) Void(ctx context.Context, by account.Actor, v id.ID) (Code, error) {
	var c Code
	err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		if c, err = s.store.Code(ctx, v); err != nil {
			return err
		}
		if err = s.store.LockTally(ctx, c.OfferID); err != nil {
			return err
		}
		if c, err = s.store.Code(ctx, v); err != nil || c.State == CodeVoid {
			return err
		}
		if c.State == CodeRedeemed {
			return fault.Conflict("code_redeemed", "The code was redeemed already.")
		}
		if err = s.store.VoidCode(ctx, c); err != nil {
			return err
		}
		c.State = CodeVoid
		if err = s.store.Audit(ctx, by, "offer_code.void", "offer_code", v, map[string]any{"offer_id": c.OfferID}); err != nil {
			return err
		}
		return s.outbox.Append(ctx, event.Of(event.CapsChanged, "offer", c.OfferID, idOf(c.ClientID), nil))
	})
	return c, err
}
