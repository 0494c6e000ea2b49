package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// CollectionBody is a group of offers that strategies choose from: those of the list, and where kinds or tags are given every offer of one
// of the kinds (none given: of any) that bears one of the tags (none given: whatever it bears).
type CollectionBody struct {
	ID          id.ID     `json:"id"`
	Code        string    `json:"code"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	State       string    `json:"state" enums:"active,archived"`
	OfferIDs    []id.ID   `json:"offer_ids"`
	Kinds       []string  `json:"kinds"`
	Tags        []string  `json:"tags"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	Version     int64     `json:"version"`
} //	@name	Collection

// CollectionInputBody is a collection as it is sent.
type CollectionInputBody struct {
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty" validate:"optional"`
	OfferIDs    []id.ID  `json:"offer_ids,omitempty" validate:"optional"`
	Kinds       []string `json:"kinds,omitempty" validate:"optional"`
	Tags        []string `json:"tags,omitempty" validate:"optional"`
} //	@name	CollectionInput

// CollectionList is a page of collections.
type CollectionList struct {
	Items      []CollectionBody `json:"items"`
	NextCursor *string          `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64           `json:"total" extensions:"x-nullable"`
} //	@name	CollectionList

func collectionBody(c offer.Collection) CollectionBody {
	return CollectionBody{ID: c.ID, Code: c.Code, Name: c.Name, Description: c.Description, State: c.State, OfferIDs: someIDs(c.Content.Offers),
		Kinds: someTexts(c.Content.Kinds), Tags: someTexts(c.Content.Tags), CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt, Version: c.Version}
}

func (b CollectionInputBody) collection(v id.ID) offer.Collection {
	return offer.Collection{ID: v, Code: b.Code, Name: b.Name, Description: b.Description,
		Content: offer.Content{Offers: b.OfferIDs, Kinds: b.Kinds, Tags: b.Tags}}
}

// someTexts makes no texts an empty list, never null.
func someTexts(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
