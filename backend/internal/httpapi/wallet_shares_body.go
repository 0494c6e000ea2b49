package httpapi

import (
	"math"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/wallet"
)

// WalletShareFields is what can be said of a share of wallet. share is required: above 0, at most 1, to the millionth. Without a category
// it is of all that the client buys. Left out: today, declared. In PUT the day stays when it is left out; in bulk everything does.
// category is a code.
type WalletShareFields struct {
	CategoryID *id.ID     `json:"category_id,omitempty" validate:"optional"`
	Category   *string    `json:"category,omitempty" validate:"optional"`
	Day        *clock.Day `json:"day,omitempty" validate:"optional"`
	Share      *float64   `json:"share,omitempty" validate:"optional" example:"0.4"`
	Method     *string    `json:"method,omitempty" validate:"optional" enums:"declared,survey,estimated"`
	Note       *string    `json:"note,omitempty" validate:"optional"`
} //	@name	WalletShareFields

func (b WalletShareFields) fields() wallet.Fields {
	f := wallet.Fields{CategoryID: b.CategoryID, Category: b.Category, Day: b.Day, Method: b.Method, Note: b.Note}
	if b.Share != nil {
		ppm := int64(math.Round(max(-1, min(*b.Share, 2)) * 1e6)) // what lies further outside is refused just the same
		f.SharePPM = &ppm
	}
	return f
}

// WalletShareCreateBody is a new statement of a client's share of wallet.
type WalletShareCreateBody struct {
	RecordKey
	ClientNamed
	WalletShareFields
} //	@name	WalletShareCreate

// WalletShareBulkRow is one share of a bulk request, named by source and reference; archived ones count nowhere.
type WalletShareBulkRow struct {
	RecordName
	ClientNamed
	State *string `json:"state,omitempty" validate:"optional" enums:"active,archived"`
	WalletShareFields
} //	@name	WalletShareBulkRow

// WalletShareBulkBody is up to 1,000 shares of wallet.
type WalletShareBulkBody struct {
	Items []WalletShareBulkRow `json:"items"`
} //	@name	WalletShareBulk

// WalletShareBody is which part of what a client buys it was known to buy here on a day. The newest active statement counts, for 24
// months: one without a category first, else the mean of the newest of each category.
type WalletShareBody struct {
	ID           id.ID     `json:"id"`
	Version      int64     `json:"version"`
	ClientID     id.ID     `json:"client_id"`
	ClientName   string    `json:"client_name"`
	CategoryID   *id.ID    `json:"category_id" extensions:"x-nullable"`
	CategoryName string    `json:"category_name"`
	Source       string    `json:"source"`
	Reference    *string   `json:"reference" extensions:"x-nullable"`
	Day          clock.Day `json:"day"`
	Share        float64   `json:"share"`
	Method       string    `json:"method" enums:"declared,survey,estimated"`
	State        string    `json:"state" enums:"active,archived"`
	Note         string    `json:"note"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
} //	@name	WalletShare

// WalletShareList is a page of shares of wallet.
type WalletShareList struct {
	Items      []WalletShareBody `json:"items"`
	NextCursor *string           `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64            `json:"total" extensions:"x-nullable"`
} //	@name	WalletShareList

func walletShareBody(r wallet.Row) WalletShareBody {
	return WalletShareBody{ID: r.ID, Version: r.Version, ClientID: r.ClientID, ClientName: r.ClientName, CategoryID: r.CategoryID, CategoryName: r.CategoryName,
		Source: r.Source, Reference: r.Reference, Day: r.Day, Share: float64(r.SharePPM) / 1e6, Method: r.Method, State: r.State, Note: r.Note,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}
