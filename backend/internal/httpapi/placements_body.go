package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// PlacementBody is a place where offers show; size is how many. Without a strategy offers are ranked by priority. log_share_bp is how many
// of 10,000 propositions are recorded where neither learning, caps nor a holdout needs them all.
type PlacementBody struct {
	ID              id.ID     `json:"id"`
	Code            string    `json:"code"`
	Name            string    `json:"name"`
	Channel         string    `json:"channel" enums:"mail,email,phone,sms,push,fax,web,mobile,store,kiosk,field_visit"`
	Size            int64     `json:"size"`
	AnonymousOnly   bool      `json:"anonymous_only"`
	FallbackOfferID *id.ID    `json:"fallback_offer_id" extensions:"x-nullable"`
	StrategyID      *id.ID    `json:"strategy_id" extensions:"x-nullable"`
	LogShareBp      int64     `json:"log_share_bp"`
	Caps            []CapBody `json:"caps"`
	State           string    `json:"state" enums:"active,archived"`
	CreatedAt       time.Time `json:"created_at"`
	UpdatedAt       time.Time `json:"updated_at"`
	Version         int64     `json:"version"`
} //	@name	Placement

// PlacementInputBody is a placement as it is sent; size lies between 1 and 20, log_share_bp between 1 and 10000, which it is when left out.
type PlacementInputBody struct {
	Code            string `json:"code"`
	Name            string `json:"name"`
	Channel         string `json:"channel" enums:"mail,email,phone,sms,push,fax,web,mobile,store,kiosk,field_visit"`
	Size            int64  `json:"size"`
	AnonymousOnly   bool   `json:"anonymous_only,omitempty" validate:"optional"`
	FallbackOfferID *id.ID `json:"fallback_offer_id,omitempty" validate:"optional" extensions:"x-nullable"`
	StrategyID      *id.ID `json:"strategy_id,omitempty" validate:"optional" extensions:"x-nullable"`
	LogShareBp      int64  `json:"log_share_bp,omitempty" validate:"optional"`

	Caps []CapFields `json:"caps,omitempty" validate:"optional"`
} //	@name	PlacementInput

// PlacementList is a page of placements.
type PlacementList struct {
	Items      []PlacementBody `json:"items"`
	NextCursor *string         `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64          `json:"total" extensions:"x-nullable"`
} //	@name	PlacementList

func placementBody(p offer.Placement) PlacementBody {
	return PlacementBody{ID: p.ID, Code: p.Code, Name: p.Name, Channel: p.Channel, Size: p.Size, AnonymousOnly: p.AnonymousOnly,
		FallbackOfferID: p.FallbackOfferID, StrategyID: p.StrategyID, LogShareBp: p.LogShareBp, Caps: capBodies(p.Caps), State: p.State, CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt, Version: p.Version}
}

func (b PlacementInputBody) placement(v id.ID) offer.Placement {
	p := offer.Placement{ID: v, Code: b.Code, Name: b.Name, Channel: b.Channel, Size: b.Size, AnonymousOnly: b.AnonymousOnly, LogShareBp: b.LogShareBp,
		StrategyID: orNull(idOr(b.StrategyID)), Caps: capRules(b.Caps)}
	if b.FallbackOfferID != nil && *b.FallbackOfferID != 0 {
		p.FallbackOfferID = b.FallbackOfferID
	}
	return p
}
