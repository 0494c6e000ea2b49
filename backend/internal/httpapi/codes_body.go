package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// OfferCodeBody is a unique code. client_id is who holds it or redeemed it; client_name is told in lists.
type OfferCodeBody struct {
	ID           id.ID      `json:"id"`
	OfferID      id.ID      `json:"offer_id"`
	Code         string     `json:"code"`
	State        string     `json:"state" enums:"free,held,redeemed,void"`
	ClientID     *id.ID     `json:"client_id" extensions:"x-nullable"`
	ClientName   string     `json:"client_name"`
	RedemptionID *id.ID     `json:"redemption_id" extensions:"x-nullable"`
	HeldAt       *time.Time `json:"held_at" extensions:"x-nullable"`
	RedeemedAt   *time.Time `json:"redeemed_at" extensions:"x-nullable"`
	CreatedAt    time.Time  `json:"created_at"`
} //	@name	OfferCode

// OfferCodeCountsBody is how many codes of an offer are in each state.
type OfferCodeCountsBody struct {
	Free     int64 `json:"free"`
	Held     int64 `json:"held"`
	Redeemed int64 `json:"redeemed"`
	Void     int64 `json:"void"`
} //	@name	OfferCodeCounts

// OfferCodeList is a page of codes, with the counts of all.
type OfferCodeList struct {
	Items      []OfferCodeBody     `json:"items"`
	NextCursor *string             `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64              `json:"total" extensions:"x-nullable"`
	Counts     OfferCodeCountsBody `json:"counts"`
} //	@name	OfferCodeList

// OfferCodesInputBody is up to 100,000 codes, as a list or as the text of a CSV file whose first column they are. Codes are compared
// without case, accents and separators.
type OfferCodesInputBody struct {
	Codes []string `json:"codes,omitempty" validate:"optional"`
	CSV   string   `json:"csv,omitempty" validate:"optional"`
} //	@name	OfferCodesInput

// OfferCodeMistakeBody says why a code was left out; row counts from 0.
type OfferCodeMistakeBody struct {
	Row  int    `json:"row"`
	Code string `json:"code"`
	Why  string `json:"why" enums:"empty,malformed,repeated,taken"`
} //	@name	OfferCodeMistake

// OfferCodesAddedBody says what became of codes; at most 100 mistakes are named.
type OfferCodesAddedBody struct {
	Added    int                    `json:"added"`
	Failed   int                    `json:"failed"`
	Mistakes []OfferCodeMistakeBody `json:"mistakes"`
} //	@name	OfferCodesAdded

// OfferCodesGenerateBody asks for random codes: count of them (at most 100,000), prefix before each, length letters after it (8 to 24, 10 when left out).
type OfferCodesGenerateBody struct {
	Count  int    `json:"count"`
	Prefix string `json:"prefix,omitempty" validate:"optional"`
	Length int    `json:"length,omitempty" validate:"optional"`
} //	@name	OfferCodesGenerate

// OfferCodeClaimBody says who is to hold a code.
type OfferCodeClaimBody struct {
	ClientID id.ID `json:"client_id"`
} //	@name	OfferCodeClaim

func offerCodeBody(c offer.Code) OfferCodeBody {
	return OfferCodeBody{ID: c.ID, OfferID: c.OfferID, Code: c.Code, State: c.State, ClientID: c.ClientID, ClientName: c.ClientName, RedemptionID: c.RedemptionID,
		HeldAt: c.HeldAt, RedeemedAt: c.RedeemedAt, CreatedAt: c.CreatedAt}
}

func offerCodesAddedBody(a offer.CodesAdded) OfferCodesAddedBody {
	out := OfferCodesAddedBody{Added: a.Added, Failed: a.Failed, Mistakes: make([]OfferCodeMistakeBody, len(a.Mistakes))}
	for i, m := range a.Mistakes {
		out.Mistakes[i] = OfferCodeMistakeBody(m)
	}
	return out
}
