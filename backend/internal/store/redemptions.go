package store

import (
	"context"

	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

// Redemptions keeps redemptions, what offers have spent, and unique codes.
type Redemptions struct{ Feedbacks }

// NewRedemptions gives the redemptions of a database.
func NewRedemptions(db *DB) Redemptions { return Redemptions{Feedbacks{db}} }

var (
	offerTallyTable = columns("offer_tally", "offer_id,spent_minor,redemptions,codes_total,codes_taken", "offer_id", "")
	redemptionList  = lister[offer.Redeemed]{
		idColumn: "id", id: func(r offer.Redeemed) id.ID { return r.ID }, standard: "-received_at",
		sorts: map[string]sortBy[offer.Redeemed]{"received_at": {"id", func(r offer.Redeemed) any { return r.ID }}},
	}
)

// Offer gives one offer with all it holds.
func (s Redemptions) Offer(ctx context.Context, v id.ID) (offer.Offer, error) {
	return Offers{s.DB}.Offer(ctx, v)
}

// OfferBySharedCode gives the offer of a shared code.
func (s Redemptions) OfferBySharedCode(ctx context.Context, key string) (id.ID, error) {
	var found []id.ID
	err := s.conn(ctx).Raw("SELECT id FROM offer WHERE shared_code_key = ?", key).Scan(&found).Error
	if err == nil && len(found) == 0 {
		return 0, fault.NotFound("code")
	}
	if err != nil {
		return 0, err
	}
	return found[0], nil
}

// ClientByKey gives the client with a source's reference.
func (s Redemptions) ClientByKey(ctx context.Context, k offer.Key) (id.ID, error) {
	found, err := s.ClientIDs(ctx, k.Source, []string{k.Reference})
	if v, ok := found[k.Reference]; ok || err != nil {
		return v, err
	}
	return 0, fault.NotFound("client")
}

// LockTally holds an offer's tally until the transaction ends, making it where there is none.
func (s Redemptions) LockTally(ctx context.Context, v id.ID) error {
	err := s.insertRows(ctx, offerTallyTable, true, 1, func(_ int, dst []any) { dst[0], dst[1], dst[2], dst[3], dst[4] = v, 0, 0, 0, 0 })
	if err != nil {
		return err
	}
	var locked int64
	return s.conn(ctx).Raw("SELECT offer_id FROM offer_tally WHERE offer_id = ?"+s.dialect.rowLock(), v).Scan(&locked).Error
}

// Tally gives what an offer has spent and given out.
func (s Redemptions) Tally(ctx context.Context, v id.ID) (offer.Tally, error) {
	t := offer.Tally{OfferID: v}
	err := s.conn(ctx).Raw("SELECT offer_id, spent_minor, redemptions, codes_total, codes_taken FROM offer_tally WHERE offer_id = ?", v).Scan(&t).Error
	return t, err
}

// Spend adds a redemption and its cost to an offer's tally unless that would pass the budget.
func (s Redemptions) Spend(ctx context.Context, v id.ID, cost int64, budget *int64) (bool, error) {
	query, args := "UPDATE offer_tally SET spent_minor = spent_minor + ?, redemptions = redemptions + 1 WHERE offer_id = ?", []any{cost, v}
	if budget != nil {
		query, args = query+" AND spent_minor + ? <= ?", append(args, cost, *budget)
	}
	n, err := s.exec(ctx, query, args...)
	return n > 0, err
}

// AddRedemption writes a redemption.
func (s Redemptions) AddRedemption(ctx context.Context, r offer.Redeemed) error {
	return s.conn(ctx).Create(&r).Error
}

// RedemptionByKey gives what a key has redeemed.
func (s Redemptions) RedemptionByKey(ctx context.Context, key string) (offer.Redeemed, error) {
	var r offer.Redeemed
	return r, s.fail(s.conn(ctx).Where("redemption_key = ?", key).Take(&r).Error, "redemption")
}

// Redemption gives one redemption.
func (s Redemptions) Redemption(ctx context.Context, v id.ID) (offer.Redeemed, error) {
	var r offer.Redeemed
	return r, s.fail(s.conn(ctx).Where("id = ?", v).Take(&r).Error, "redemption")
}

// Redemptions lists redemptions.
func (s Redemptions) Redemptions(ctx context.Context, f offer.RedeemedFilter, w page.Window) (page.List[offer.Redeemed], error) {
	q := s.conn(ctx).Model(&offer.Redeemed{})
	if f.Offer != 0 {
		q = q.Where("offer_id = ?", f.Offer)
	}
	if f.Client != 0 {
		q = q.Where("client_id = ?", f.Client)
	}
	if f.OrderReference != "" {
		q = q.Where("order_reference = ?", f.OrderReference)
	}
	if f.From != nil {
		q = q.Where("day >= ?", *f.From)
	}
	if f.To != nil {
		q = q.Where("day <= ?", *f.To)
	}
	l, err := redemptionList.read(ctx, s.DB, q, w)
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	ids := make([]id.ID, len(l.Items))
	for i, r := range l.Items {
		ids[i] = r.ClientID
	}
	names, err := s.clientNames(ctx, ids)
	for i := range l.Items {
		l.Items[i].ClientName = names[l.Items[i].ClientID]
	}
	return l, err
}

// SpentDays gives what an offer's redemptions cost, day by day from a day on.
func (s Redemptions) SpentDays(ctx context.Context, v id.ID, from clock.Day) ([]offer.SpentDay, error) {
	var out []offer.SpentDay
	err := s.conn(ctx).Raw("SELECT day, SUM(cost_minor) AS spent_minor, COUNT(*) AS redemptions FROM redemption WHERE offer_id = ? AND day >= ? AND cancelled_at IS NULL GROUP BY day ORDER BY day", v, from).Scan(&out).Error
	return out, err
}

// FirstSpent gives the day of an offer's first redemption.
func (s Redemptions) FirstSpent(ctx context.Context, v id.ID) (clock.Day, bool, error) {
	var days []clock.Day
	err := s.conn(ctx).Raw("SELECT day FROM redemption WHERE offer_id = ? AND cancelled_at IS NULL ORDER BY day LIMIT 1", v).Scan(&days).Error
	if err != nil || len(days) == 0 {
		return 0, false, err
	}
	return days[0], true, nil
}

var _ offer.RedemptionStore = Redemptions{}
