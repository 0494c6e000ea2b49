package offer

import (
	"context"
	"strconv"
	"time"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// subject makes the event that a redemption is, with its code where it came by one. Whom it is for is settled here: the client who is
// named, else the token's, else the code's holder.
func (s *Redemptions) subject(ctx context.Context, r Redeem, now time.Time) (e Event, code Code, err error) {
	e = Event{ID: s.store.NewID(), Key: r.Key, Kind: Redemption, OfferID: r.Offer, VariantID: r.Variant, At: r.At.UTC().Truncate(time.Microsecond), ReceivedAt: now}
	if r.At.IsZero() {
		e.At = now
	}
	named, err := s.named(ctx, r)
	if err != nil {
		return e, code, err
	}
	holder := id.ID(0)
	switch {
	case r.Token != "":
		m, err := s.seals.Open(r.Token)
		if err != nil {
			return e, code, fault.Invalid(fault.Field{Path: "token", Code: "token_invalid", Message: "is not one of ours"})
		}
		e.PropositionID, e.OfferID, e.VariantID, e.PlacementID, holder = m.Proposition, m.Offer, m.Variant, m.Placement, m.Client
		e.Ties = m.ties()
		if holder != 0 && named != 0 && holder != named {
			return e, code, fault.Conflict("token_not_yours", "The proposition was made to another client.")
		}
	case r.Code != "":
		if code, err = s.code(ctx, r.Code); err != nil {
			return e, code, err
		}
		e.OfferID = code.OfferID
		if code.ClientID != nil {
			holder = *code.ClientID
		}
	}
	if e.ClientID = named; named == 0 {
		e.ClientID = holder
	}
	return e, code, s.known(ctx, r, &e)
}

// named gives the client that a request names, 0 where it names none.
func (s *Redemptions) named(ctx context.Context, r Redeem) (id.ID, error) {
	if r.Who == (Key{}) {
		return r.Client, nil
	}
	v, err := s.store.ClientByKey(ctx, r.Who)
	if fault.Is(err, fault.KindNotFound) {
		err = fault.Invalid(fault.Field{Path: "client", Code: "client_unknown", Message: "is not the reference of a client"})
	}
	return v, err
}

// code finds a unique code, or the offer of a shared one as a code without an id.
func (s *Redemptions) code(ctx context.Context, text string) (Code, error) {
	key := FoldCode(text)
	if key == "" {
		return Code{}, fault.NotFound("code")
	}
	c, err := s.store.CodeByKey(ctx, key)
	if !fault.Is(err, fault.KindNotFound) {
		return c, err
	}
	v, err := s.store.OfferBySharedCode(ctx, key)
	if fault.Is(err, fault.KindNotFound) {
		return Code{}, fault.NotFound("code")
	}
	return Code{OfferID: v, Code: text, CodeKey: key}, err
}

// known checks the offer, client, variant and placement that a request names.
func (s *Redemptions) known(ctx context.Context, r Redeem, e *Event) error {
	var c fault.Check
	if r.Offer != 0 {
		there, err := s.store.OfferExists(ctx, []id.ID{r.Offer})
		if err != nil {
			return err
		}
		c.That(there[r.Offer], "offer_id", "offer_unknown", "is not an offer")
	}
	if r.Client != 0 {
		there, err := s.store.ClientExists(ctx, []id.ID{r.Client})
		if err != nil {
			return err
		}
		c.That(there[r.Client], "client_id", "client_unknown", "is not a client")
	}
	if r.Variant != 0 {
		of, err := s.store.VariantOffers(ctx, []id.ID{r.Variant})
		if err != nil {
			return err
		}
		c.That(of[r.Variant] == r.Offer, "variant_id", "variant_unknown", "is not a variant of the offer")
	}
	if r.Placement != "" {
		of, err := s.store.PlacementIDs(ctx, []string{r.Placement})
		if err != nil {
			return err
		}
		e.PlacementID = of[r.Placement]
		c.That(e.PlacementID != 0, "placement", "placement_unknown", "is not the code of a placement")
	}
	return c.Err()
}

// checkCode gives the code that a redemption uses up, without an id where it uses none. The offer's tally is held: a unique code is read
// again as it is now.
func (s *Redemptions) checkCode(ctx context.Context, o Offer, e Event, code Code) (Code, error) {
	if o.CodesKind == CodesUnique && code.CodeKey == "" {
		held, err := s.store.HeldCode(ctx, o.ID, e.ClientID)
		if fault.Is(err, fault.KindNotFound) {
			return code, fault.Conflict("code_required", "This offer is redeemed with the client's own code.")
		}
		return held, err
	}
	if code.ID == 0 {
		return code, nil
	}
	code, err := s.store.CodeByKey(ctx, code.CodeKey)
	switch {
	case err != nil:
		return code, err
	case code.State == CodeVoid:
		return code, fault.Conflict("code_void", "The code is no longer valid.")
	case code.State == CodeRedeemed:
		return code, fault.Conflict("code_redeemed", "The code was redeemed already.")
	case code.ClientID != nil && *code.ClientID != e.ClientID:
		same, err := s.samePerson(ctx, *code.ClientID, e.ClientID)
		if err == nil && !same {
			err = fault.Conflict("code_not_yours", "The code belongs to another client.")
		}
		return code, err
	}
	return code, nil
}

// samePerson says whether two clients are one since a merge.
func (s *Redemptions) samePerson(ctx context.Context, a, b id.ID) (bool, error) {
	into, err := s.store.Survivors(ctx, []id.ID{a, b})
	if v, ok := into[a]; ok {
		a = v
	}
	if v, ok := into[b]; ok {
		b = v
	}
	return a == b && a != 0, err
}

// take counts a redemption against limits and budget, uses up its code and stores it. What refuses it undoes all of it.
func (s *Redemptions) take(ctx context.Context, o Offer, e Event, r Redeemed, code Code, zone *time.Location) (News, error) {
	var news News
	if e.ClientID != 0 {
		news.Clients = []id.ID{e.ClientID}
	}
	counts, err := newCounting(ctx, s.store, []Event{e}, zone)
	if err != nil {
		return news, err
	}
	for _, rule := range counts.rules {
		if rule.Per == PerClient && e.ClientID == 0 && counts.concerns(rule, e) {
			return news, fault.Invalid(fault.Field{Path: "client_id", Code: "required", Message: "is required: the offer is limited per client"})
		}
	}
	err = counts.each(e, func(rule CappingRule, c Counter) error {
		n, ok, err := s.store.TakeCap(ctx, c, rule.LimitCount)
		if err == nil && !ok {
			return reached(rule)
		}
		if c.N = n; c.Client == 0 {
			news.Totals = append(news.Totals, c)
		}
		if c.Client != 0 && c.Client != e.ClientID {
			news.Clients = []id.ID{e.ClientID, c.Client}
		}
		return err
	})
	if err != nil {
		return news, err
	}
	ok, err := s.store.Spend(ctx, o.ID, r.CostMinor, o.BudgetMinor)
	if err != nil {
		return news, err
	}
	if !ok {
		return news, fault.Conflict("budget_exhausted", "The offer's budget does not cover this redemption any more.")
	}
	if code.ID != 0 {
		if err := s.store.RedeemCode(ctx, code, r); err != nil {
			return news, err
		}
	}
	return news, s.note(ctx, e, r, &news)
}

// note stores a redemption that nothing refuses, counts it among the results and tells of it.
func (s *Redemptions) note(ctx context.Context, e Event, r Redeemed, news *News) error {
	if err := s.store.AddRedemption(ctx, r); err != nil {
		return err
	}
	if err := s.store.Count(ctx, tally([]Event{e})); err != nil {
		return err
	}
	t, err := s.store.Tally(ctx, e.OfferID)
	if err != nil {
		return err
	}
	news.Tallies = []Tally{t}
	redeemed := event.Of(event.OfferFeedback, "offer", e.OfferID, e.ClientID, told{News: *news, Counts: map[string]int64{Redemption: 1}})
	return s.outbox.Append(ctx, append(answersOf([]Event{e}), redeemed)...)
}

// reached refuses what would pass a limit, and says which.
func reached(r CappingRule) error {
	each := map[string]string{ResetNever: "", ResetHour: " and hour", ResetDay: " and day", ResetWeek: " and week", ResetMonth: " and month", ResetYear: " and year"}[r.Resets]
	whom := "in total"
	if r.Per == PerClient {
		whom = "per client"
	}
	words := "The limit of " + strconv.FormatInt(r.LimitCount, 10) + " " + r.Event + "s " + whom + each + " is reached."
	f := fault.Conflict("cap_reached", words)
	f.Fields = []fault.Field{{Path: "rule", Code: r.ID.String(), Message: "of " + r.ScopeNoun + ": " + words}}
	return f
}
