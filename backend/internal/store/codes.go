package store

import (
	"context"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/page"
)

var (
	offerCodeTable = columns("offer_unique_code", "id,offer_id,code,code_key,state,created_at", "code_key", "")
	codeList       = lister[offer.Code]{
		idColumn: "id", id: func(c offer.Code) id.ID { return c.ID }, standard: "created_at",
		sorts: map[string]sortBy[offer.Code]{"created_at": {"id", func(c offer.Code) any { return c.ID }}, "code": {"code_key", func(c offer.Code) any { return c.CodeKey }}},
	}
)

// Code gives one unique code.
func (s Redemptions) Code(ctx context.Context, v id.ID) (offer.Code, error) {
	var c offer.Code
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "code")
}

// CodeByKey gives the unique code that a folded text is.
func (s Redemptions) CodeByKey(ctx context.Context, key string) (offer.Code, error) {
	var c offer.Code
	return c, s.fail(s.conn(ctx).Where("code_key = ?", key).Take(&c).Error, "code")
}

// HeldCode gives the code of an offer that a client holds.
func (s Redemptions) HeldCode(ctx context.Context, v, client id.ID) (offer.Code, error) {
	var c offer.Code
	return c, s.fail(s.conn(ctx).Where("client_id = ? AND offer_id = ? AND state = ?", client, v, offer.CodeHeld).Order("id").Limit(1).Take(&c).Error, "code")
}

// FreeCode gives the first code of an offer that nobody holds.
func (s Redemptions) FreeCode(ctx context.Context, v id.ID) (offer.Code, error) {
	var c offer.Code
	return c, s.fail(s.conn(ctx).Where("offer_id = ? AND state = ?", v, offer.CodeFree).Order("id").Limit(1).Take(&c).Error, "code")
}

// Codes lists unique codes.
func (s Redemptions) Codes(ctx context.Context, f offer.CodeFilter, w page.Window) (page.List[offer.Code], error) {
	q := anyOf(s.conn(ctx).Model(&offer.Code{}).Where("offer_id = ?", f.Offer), "state", f.States)
	if f.Client != 0 {
		q = q.Where("client_id = ?", f.Client)
	}
	if f.Query != "" {
		q = q.Where("code_key >= ? AND code_key < ?", f.Query, upper(f.Query))
	}
	l, err := codeList.read(ctx, s.DB, q, w)
	if err != nil {
		return l, err
	}
	return l, s.nameHolders(ctx, l.Items)
}

// nameHolders adds the names of those who hold codes.
func (s Redemptions) nameHolders(ctx context.Context, codes []offer.Code) error {
	var ids []id.ID
	for _, c := range codes {
		if c.ClientID != nil {
			ids = append(ids, *c.ClientID)
		}
	}
	names := make(map[id.ID]string, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct {
			ID   id.ID
			Name string
		}
		err := s.conn(ctx).Raw("SELECT id, name FROM client WHERE id IN ?", part).Scan(&rows).Error
		for _, r := range rows {
			names[r.ID] = r.Name
		}
		return err
	})
	for i, c := range codes {
		if c.ClientID != nil {
			codes[i].ClientName = names[*c.ClientID]
		}
	}
	return err
}

// CodeCounts gives how many codes of an offer are in each state.
func (s Redemptions) CodeCounts(ctx context.Context, v id.ID) (map[string]int64, error) {
	var rows []struct {
		State string
		N     int64
	}
	err := s.conn(ctx).Raw("SELECT state, COUNT(*) AS n FROM offer_unique_code WHERE offer_id = ? GROUP BY state", v).Scan(&rows).Error
	out := map[string]int64{}
	for _, r := range rows {
		out[r.State] = r.N
	}
	return out, err
}

// TakenKeys gives those of the keys that are codes already, unique or shared.
func (s Redemptions) TakenKeys(ctx context.Context, keys []string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, query := range []string{"SELECT code_key FROM offer_unique_code WHERE code_key IN ?", "SELECT shared_code_key FROM offer WHERE shared_code_key IN ?"} {
		err := chunks(keys, maxBatch, func(part []string) error {
			var found []string
			err := s.conn(ctx).Raw(query, part).Scan(&found).Error
			for _, k := range found {
				out[k] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// AddCodes writes free codes of one offer and counts them in its tally.
func (s Redemptions) AddCodes(ctx context.Context, codes []offer.Code) error {
	if len(codes) == 0 {
		return nil
	}
	now := s.clock.Now()
	err := s.insertRows(ctx, offerCodeTable, false, len(codes), func(i int, dst []any) {
		c := codes[i]
		dst[0], dst[1], dst[2], dst[3], dst[4], dst[5] = s.ids.Next(), c.OfferID, c.Code, c.CodeKey, offer.CodeFree, now
	})
	if err != nil {
		if s.dialect.duplicate(err) {
			return fault.Conflict("code_exists", "Somebody else has just added one of these codes; try again.")
		}
		return err
	}
	_, err = s.exec(ctx, "UPDATE offer_tally SET codes_total = codes_total + ? WHERE offer_id = ?", len(codes), codes[0].OfferID)
	return err
}

// HoldCode gives a free code to a client.
func (s Redemptions) HoldCode(ctx context.Context, c offer.Code, client id.ID, at time.Time) error {
	n, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ?, client_id = ?, held_at = ? WHERE id = ? AND state = ?", offer.CodeHeld, client, at, c.ID, offer.CodeFree)
	return s.moved(ctx, n, err, c, true)
}

// RedeemCode uses up a code that is free or held.
func (s Redemptions) RedeemCode(ctx context.Context, c offer.Code, r offer.Redeemed) error {
	var client any
	if r.ClientID != 0 {
		client = r.ClientID
	}
	n, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ?, client_id = ?, redemption_id = ?, redeemed_at = ? WHERE id = ? AND state IN (?, ?)",
		offer.CodeRedeemed, client, r.ID, r.At, c.ID, offer.CodeFree, offer.CodeHeld)
	return s.moved(ctx, n, err, c, c.State == offer.CodeFree)
}

// VoidCode ends a code that is free or held.
func (s Redemptions) VoidCode(ctx context.Context, c offer.Code) error {
	n, err := s.exec(ctx, "UPDATE offer_unique_code SET state = ? WHERE id = ? AND state IN (?, ?)", offer.CodeVoid, c.ID, offer.CodeFree, offer.CodeHeld)
	return s.moved(ctx, n, err, c, c.State == offer.CodeFree)
}

// moved checks that a code moved, and counts it as taken where it was free.
func (s Redemptions) moved(ctx context.Context, n int64, err error, c offer.Code, taken bool) error {
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.Conflict("code_redeemed", "The code was used already.")
	}
	if taken {
		_, err = s.exec(ctx, "UPDATE offer_tally SET codes_taken = codes_taken + 1 WHERE offer_id = ?", c.OfferID)
	}
	return err
}

// freeSharedCode says where an offer's shared code is a code of another offer.
func (s Offers) freeSharedCode(ctx context.Context, o offer.Offer) error {
	if o.SharedCodeKey == nil {
		return nil
	}
	var taken []id.ID
	err := s.conn(ctx).Raw("SELECT id FROM offer WHERE shared_code_key = ? AND id <> ? UNION ALL SELECT id FROM offer_unique_code WHERE code_key = ?", *o.SharedCodeKey, o.ID, *o.SharedCodeKey).Scan(&taken).Error
	if err == nil && len(taken) > 0 {
		return fault.Invalid(fault.Field{Path: "shared_code", Code: "taken", Message: "is a code of another offer"})
	}
	return err
}
