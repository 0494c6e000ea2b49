package httpapi

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/offer"
)

// VariantFields is one form of an offer. A variant without segments is the default. discount_value is basis points of a percent
// discount (1500 is 15 %), minor units of an amount.
type VariantFields struct {
	Name           string  `json:"name"`
	IsAnonymous    bool    `json:"is_anonymous"`
	SegmentIDs     []id.ID `json:"segment_ids"`
	TitleEn        string  `json:"title_en"`
	TitleFr        string  `json:"title_fr"`
	TextEn         string  `json:"text_en"`
	TextFr         string  `json:"text_fr"`
	ImageURL       string  `json:"image_url"`
	PriceMinor     *int64  `json:"price_minor" extensions:"x-nullable"`
	DiscountKind   string  `json:"discount_kind" enums:",percent,amount"`
	DiscountValue  *int64  `json:"discount_value" extensions:"x-nullable"`
	ServiceTermsEn string  `json:"service_terms_en"`
	ServiceTermsFr string  `json:"service_terms_fr"`
	DeliveryDays   *int64  `json:"delivery_days" extensions:"x-nullable"`
} //	@name	VariantFields

// VariantBody is a variant of an offer.
type VariantBody struct {
	ID id.ID `json:"id"`
	VariantFields
	Ready bool `json:"ready"`
} //	@name	Variant

// VariantInputBody is a variant as it is sent. With its id it stays the same variant and its results go on; without, it is new.
type VariantInputBody struct {
	ID             id.ID   `json:"id,omitempty" validate:"optional"`
	Name           string  `json:"name"`
	IsAnonymous    bool    `json:"is_anonymous,omitempty" validate:"optional"`
	SegmentIDs     []id.ID `json:"segment_ids,omitempty" validate:"optional"`
	TitleEn        string  `json:"title_en,omitempty" validate:"optional"`
	TitleFr        string  `json:"title_fr,omitempty" validate:"optional"`
	TextEn         string  `json:"text_en,omitempty" validate:"optional"`
	TextFr         string  `json:"text_fr,omitempty" validate:"optional"`
	ImageURL       string  `json:"image_url,omitempty" validate:"optional"`
	PriceMinor     *int64  `json:"price_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	DiscountKind   string  `json:"discount_kind,omitempty" validate:"optional" enums:",percent,amount"`
	DiscountValue  *int64  `json:"discount_value,omitempty" validate:"optional" extensions:"x-nullable"`
	ServiceTermsEn string  `json:"service_terms_en,omitempty" validate:"optional"`
	ServiceTermsFr string  `json:"service_terms_fr,omitempty" validate:"optional"`
	DeliveryDays   *int64  `json:"delivery_days,omitempty" validate:"optional" extensions:"x-nullable"`
} //	@name	VariantInput

// OfferBody is an offer with all it holds. A higher priority ranks first; both days belong to it.
type OfferBody struct {
	ID                 id.ID         `json:"id"`
	Code               string        `json:"code"`
	Name               string        `json:"name"`
	Kind               string        `json:"kind" enums:"discount,bundle,service,gift,information,event"`
	State              string        `json:"state" enums:"draft,approved,archived"`
	FromDay            *clock.Day    `json:"from_day" extensions:"x-nullable"`
	ToDay              *clock.Day    `json:"to_day" extensions:"x-nullable"`
	Priority           int64         `json:"priority"`
	IsFallback         bool          `json:"is_fallback"`
	ClientValueMinor   *int64        `json:"client_value_minor" extensions:"x-nullable"`
	CompanyCostMinor   *int64        `json:"company_cost_minor" extensions:"x-nullable"`
	Purpose            string        `json:"purpose" example:"marketing"`
	Description        string        `json:"description"`
	SegmentIDs         []id.ID       `json:"segment_ids"`
	ExcludedSegmentIDs []id.ID       `json:"excluded_segment_ids"`
	PlacementIDs       []id.ID       `json:"placement_ids"`
	Variants           []VariantBody `json:"variants"`
	OfferBoundsFields
	AimBody
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   int64     `json:"version"`
} //	@name	Offer

// OfferInputBody is an offer as it is sent; what is left out is empty. priority lies between 0 and 1000.
type OfferInputBody struct {
	Code               string             `json:"code"`
	Name               string             `json:"name"`
	Kind               string             `json:"kind" enums:"discount,bundle,service,gift,information,event"`
	FromDay            *clock.Day         `json:"from_day,omitempty" validate:"optional" extensions:"x-nullable"`
	ToDay              *clock.Day         `json:"to_day,omitempty" validate:"optional" extensions:"x-nullable"`
	Priority           int64              `json:"priority,omitempty" validate:"optional"`
	IsFallback         bool               `json:"is_fallback,omitempty" validate:"optional"`
	ClientValueMinor   *int64             `json:"client_value_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	CompanyCostMinor   *int64             `json:"company_cost_minor,omitempty" validate:"optional" extensions:"x-nullable"`
	Purpose            string             `json:"purpose,omitempty" validate:"optional" example:"marketing"`
	Description        string             `json:"description,omitempty" validate:"optional"`
	SegmentIDs         []id.ID            `json:"segment_ids,omitempty" validate:"optional"`
	ExcludedSegmentIDs []id.ID            `json:"excluded_segment_ids,omitempty" validate:"optional"`
	PlacementIDs       []id.ID            `json:"placement_ids,omitempty" validate:"optional"`
	Variants           []VariantInputBody `json:"variants,omitempty" validate:"optional"`
	AimInputBody
	OfferBoundsInput
} //	@name	OfferInput

// OfferList is a page of offers.
type OfferList struct {
	Items      []OfferBody `json:"items"`
	NextCursor *string     `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64      `json:"total" extensions:"x-nullable"`
} //	@name	OfferList

func offerBody(o offer.Offer) OfferBody {
	b := OfferBody{ID: o.ID, Code: o.Code, Name: o.Name, Kind: o.Kind, State: o.State, FromDay: o.FromDay, ToDay: o.ToDay, Priority: o.Priority,
		IsFallback: o.IsFallback, ClientValueMinor: o.ClientValueMinor, CompanyCostMinor: o.CompanyCostMinor, Purpose: o.Purpose, Description: o.Description,
		SegmentIDs: someIDs(o.Segments), ExcludedSegmentIDs: someIDs(o.Excluded), PlacementIDs: someIDs(o.Placements),
		Variants: make([]VariantBody, len(o.Variants)), AimBody: aimBody(o), OfferBoundsFields: offerBounds(o.Bounds), CreatedAt: o.CreatedAt, UpdatedAt: o.UpdatedAt, Version: o.Version}
	for i, v := range o.Variants {
		b.Variants[i] = VariantBody{ID: v.ID, Ready: v.Ready(), VariantFields: VariantFields{Name: v.Name, IsAnonymous: v.IsAnonymous, SegmentIDs: someIDs(v.Segments),
			TitleEn: v.TitleEn, TitleFr: v.TitleFr, TextEn: v.TextEn, TextFr: v.TextFr, ImageURL: v.ImageURL, PriceMinor: v.PriceMinor,
			DiscountKind: v.DiscountKind, DiscountValue: v.DiscountValue, ServiceTermsEn: v.ServiceTermsEn, ServiceTermsFr: v.ServiceTermsFr, DeliveryDays: v.DeliveryDays}}
	}
	return b
}

// someIDs makes no ids an empty list, never null.
func someIDs(ids []id.ID) []id.ID {
	if ids == nil {
		return []id.ID{}
	}
	return ids
}

func (b OfferInputBody) offer(v id.ID) offer.Offer {
	o := offer.Offer{ID: v, Code: b.Code, Name: b.Name, Kind: b.Kind, FromDay: b.FromDay, ToDay: b.ToDay, Priority: b.Priority, IsFallback: b.IsFallback,
		ClientValueMinor: b.ClientValueMinor, CompanyCostMinor: b.CompanyCostMinor, Purpose: b.Purpose, Description: b.Description,
		Segments: b.SegmentIDs, Excluded: b.ExcludedSegmentIDs, Placements: b.PlacementIDs, Bounds: b.bounds(), Variants: make([]offer.Variant, len(b.Variants)),
		Aim: b.aim()}
	for i, v := range b.Variants {
		o.Variants[i] = offer.Variant{ID: v.ID, Name: v.Name, IsAnonymous: v.IsAnonymous, Segments: v.SegmentIDs, TitleEn: v.TitleEn, TitleFr: v.TitleFr,
			TextEn: v.TextEn, TextFr: v.TextFr, ImageURL: v.ImageURL, PriceMinor: v.PriceMinor, DiscountKind: v.DiscountKind, DiscountValue: v.DiscountValue,
			ServiceTermsEn: v.ServiceTermsEn, ServiceTermsFr: v.ServiceTermsFr, DeliveryDays: v.DeliveryDays}
	}
	return o
}
