package httpapi

import (
	"encoding/json"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"clientele/internal/id"
	"clientele/internal/offer"
)

// appendDecision writes a decision as DecisionBody says. Decisions are asked for on every page of a shop, and writing them by hand
// costs a fifth of what reflection does; a test compares the two.
func appendDecision(b []byte, d offer.Decision) []byte {
	b = appendID(append(b, `{"decision_id":`...), d.ID)
	b = append(b, `,"client_id":`...)
	if d.Client == 0 {
		b = append(b, "null"...)
	} else {
		b = appendID(b, d.Client)
	}
	b = append(b, `,"placements":[`...)
	for i := range d.Placements {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendPlacement(b, &d.Placements[i])
	}
	return append(b, "]}"...)
}

func appendPlacement(b []byte, p *offer.PlacementDecision) []byte {
	b = appendText(append(b, `{"placement":`...), p.Placement.Code)
	b = appendText(append(b, `,"name":`...), p.Placement.Name)
	b = append(b, `,"strategy_id":`...)
	if p.Placement.StrategyID == nil {
		b = append(b, "null"...)
	} else {
		b = appendID(b, *p.Placement.StrategyID)
	}
	b = strconv.AppendBool(append(b, `,"held_out":`...), p.HeldOut)
	b = append(b, `,"propositions":[`...)
	for i := range p.Propositions {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendProposition(b, &p.Propositions[i])
	}
	b = append(b, ']')
	if len(p.Considered) > 0 {
		considered, _ := json.Marshal(consideredBodies(p.Considered))
		b = append(append(b, `,"considered":`...), considered...)
	}
	return append(b, '}')
}

func appendProposition(b []byte, p *offer.Proposition) []byte {
	b = appendID(append(b, `{"id":`...), p.ID)
	b = append(append(append(b, `,"token":"`...), p.Token...), '"')
	b = append(b, p.Variant.Written(p.Language, func() []byte { return appendVariant(nil, p) })...)
	b = strconv.AppendInt(append(b, `,"rank":`...), int64(p.Rank), 10)
	b = appendScore(append(b, `,"score":`...), p.Score)
	b = strconv.AppendBool(append(b, `,"fallback":`...), p.Fallback)
	b = appendScore(append(b, `,"propensity":`...), p.Propensity)
	return append(b, '}')
}

// appendVariant writes what is the same whoever the offer is proposed to.
func appendVariant(b []byte, p *offer.Proposition) []byte {
	v := p.Variant
	title, text, terms, language := v.Texts(p.Language)
	b = appendID(append(b, `,"offer_id":`...), p.Offer.ID)
	b = appendText(append(b, `,"offer_code":`...), p.Offer.Code)
	b = appendID(append(b, `,"variant_id":`...), v.ID)
	b = appendText(append(b, `,"kind":`...), p.Offer.Kind)
	b = appendText(append(b, `,"language":`...), language)
	b = appendText(append(b, `,"title":`...), title)
	b = appendText(append(b, `,"text":`...), text)
	b = appendText(append(b, `,"service_terms":`...), terms)
	b = appendText(append(b, `,"image_url":`...), v.ImageURL)
	b = appendNumber(append(b, `,"price_minor":`...), v.PriceMinor)
	b = appendText(append(b, `,"discount_kind":`...), v.DiscountKind)
	b = appendNumber(append(b, `,"discount_value":`...), v.DiscountValue)
	return appendNumber(append(b, `,"delivery_days":`...), v.DeliveryDays)
}

// appendScore writes a number; most scores are whole, and those cost a tenth of others.
func appendScore(b []byte, v float64) []byte {
	if n := int64(v); float64(n) == v && n > -1<<53 && n < 1<<53 {
		return strconv.AppendInt(b, n, 10)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

func appendID(b []byte, v id.ID) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(v), 10), '"')
}

func appendNumber(b []byte, v *int64) []byte {
	if v == nil {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, *v, 10)
}

// appendText writes a JSON string; what is not UTF-8 becomes the replacement character.
func appendText(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, s)
	return b
}
