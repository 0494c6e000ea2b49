package offer

import (
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// Rule names the rule that kept an offer from being proposed; the empty one is none.
type Rule string

// The rules in the order in which they are asked.
const (
	RuleState         Rule = "state"            // it is not approved
	RulePlacement     Rule = "placement"        // it does not show on this placement
	RuleCollection    Rule = "collection"       // no stage of the placement's strategy holds it
	RuleNotStarted    Rule = "not_started"      // its dates have not begun
	RuleEnded         Rule = "ended"            // its dates are over
	RuleSegment       Rule = "segment"          // the client is in none of its segments
	RuleExcluded      Rule = "excluded_segment" // the client is in a segment that is left out
	RuleEligibility   Rule = "eligibility"      // the client does not meet its eligibility rule
	RuleApplicability Rule = "applicability"    // the client does not meet its applicability rule
	RuleComplementary Rule = "complementary"    // the client has not bought what it goes with
	RuleProduct       Rule = "excluded_product" // the client has bought what excludes it
	RuleConsent       Rule = "consent"          // the client refused its purpose on this channel
	RuleCap           Rule = "cap"              // a cap is reached
	RuleBudget        Rule = "budget"           // its budget is spent
	RuleCodes         Rule = "codes"            // no code is left
	RuleComplaint     Rule = "complaint"        // an open complaint suppresses promotion
	RuleSuitability   Rule = "suitability"      // the client does not meet its suitability rule
	RuleVariant       Rule = "variant"          // no complete variant suits client and placement
	RuleHoldout       Rule = "holdout"          // the client is held out
	RuleGroup         Rule = "exclusion_group"  // another offer of its exclusion group is shown
	RuleSize          Rule = "size"             // others filled the placement
	RuleFallback      Rule = "fallback"         // a fallback that was not needed
)

// Rules lists every rule in order.
var Rules = []Rule{RuleState, RulePlacement, RuleCollection, RuleNotStarted, RuleEnded, RuleSegment, RuleExcluded, RuleEligibility, RuleApplicability,
	RuleComplementary, RuleProduct, RuleConsent, RuleCap, RuleBudget, RuleCodes, RuleComplaint, RuleSuitability, RuleVariant, RuleHoldout, RuleGroup,
	RuleSize, RuleFallback}

// Eligible says whether an offer that this rule kept away could be shown to the client all the same: only ranking kept it away.
func (r Rule) Eligible() bool {
	return r == "" || r == RuleHoldout || r == RuleGroup || r == RuleSize || r == RuleFallback
}

var reasons = map[Rule][2]string{
	RuleState:         {"The offer is not approved.", "L’offre n’est pas approuvée."},
	RulePlacement:     {"The offer does not show on this placement.", "L’offre n’est pas rattachée à cet emplacement."},
	RuleCollection:    {"No stage of the placement's strategy holds the offer.", "Aucune étape de la stratégie de l’emplacement ne contient l’offre."},
	RuleNotStarted:    {"The offer has not begun yet.", "L’offre n’a pas encore commencé."},
	RuleEnded:         {"The offer is over.", "L’offre est terminée."},
	RuleSegment:       {"The client is in none of the offer's segments.", "Le client n’appartient à aucun segment de l’offre."},
	RuleExcluded:      {"The client is in a segment that the offer leaves out.", "Le client appartient à un segment exclu de l’offre."},
	RuleEligibility:   {"The client does not meet the eligibility rule.", "Le client ne remplit pas la règle d’éligibilité."},
	RuleApplicability: {"The client does not meet the applicability rule.", "Le client ne remplit pas la règle d’applicabilité."},
	RuleComplementary: {"The client has not bought any of the products the offer goes with.", "Le client n’a acheté aucun des produits que l’offre complète."},
	RuleProduct:       {"The client has bought a product that excludes the offer.", "Le client a acheté un produit qui exclut l’offre."},
	RuleConsent:       {"The client refused this purpose on this channel.", "Le client a refusé cette finalité sur ce canal."},
	RuleCap:           {"A cap is reached.", "Un plafond est atteint."},
	RuleBudget:        {"The offer's budget is spent.", "Le budget de l’offre est épuisé."},
	RuleCodes:         {"No code is left.", "Il ne reste plus de code."},
	RuleComplaint:     {"The client has an open complaint; promotion waits.", "Le client a une réclamation en cours ; la promotion attend."},
	RuleSuitability:   {"The client does not meet the suitability rule.", "Le client ne remplit pas la règle d’opportunité."},
	RuleVariant:       {"No complete variant suits this client on this placement.", "Aucune variante complète ne convient à ce client sur cet emplacement."},
	RuleHoldout:       {"The client is held out, so that the effect can be measured.", "Le client fait partie du groupe témoin, pour mesurer l’effet."},
	RuleGroup:         {"Another offer of the same exclusion group is shown.", "Une autre offre du même groupe d’exclusion est présentée."},
	RuleSize:          {"Offers of higher rank filled the placement.", "Des offres mieux classées remplissent l’emplacement."},
	RuleFallback:      {"A fallback, and other offers filled the placement.", "Offre par défaut : d’autres offres remplissent l’emplacement."},
}

// Reason says the rule in words of a language; empty for no rule.
func (r Rule) Reason(language string) string {
	if language == French {
		return reasons[r][1]
	}
	return reasons[r][0]
}

// ask is everything the rules are asked about.
type ask struct {
	catalogue *Catalogue
	facts     *Facts
	held      set
	spot      *spot
	now       time.Time // the real time; dates are judged by day
	day       clock.Day
	channel   string
	claim     *claim // what recent propositions to the client reserve
	taken     []taken
	drawn     [2]uint64 // what learned stages draw by
	heldOut   bool      // by the placement's strategy
	context   id.ID     // the segment that learning tells the client by
}

// taken is a proposition of an exclusion group in this decision.
type taken struct {
	group int
	offer id.ID
}

// fails gives the first rule that keeps an offer from the client, and otherwise the variant to show.
// placed says that the placement shows the offer: as its own fallback, which need not be tied to it, or in one of its stages, which hold
// only offers that are.
func (a *ask) fails(e *entry, placed bool) (*Variant, Rule) {
	switch {
	case e.State != Approved:
		return nil, RuleState
	case !placed && !e.spots[a.spot.ID]:
		return nil, RulePlacement
	}
	switch e.on(a.day) {
	case -1:
		return nil, RuleNotStarted
	case 1:
		return nil, RuleEnded
	}
	switch {
	case len(e.Segments) > 0 && (e.closed || !a.held.meets(e.in)):
		return nil, RuleSegment
	case a.held.meets(e.out):
		return nil, RuleExcluded
	}
	for _, t := range e.ties {
		if !t.suits && a.misses(t) {
			return nil, t.rule
		}
	}
	if e.Purpose != PurposeService && a.facts.refuses(a.channel, e.Purpose) {
		return nil, RuleConsent
	}
	if r := a.capped(e); r != "" {
		return nil, r
	}
	if a.facts.Complaint && e.Promotion() {
		return nil, RuleComplaint
	}
	for _, t := range e.ties {
		if t.suits && a.misses(t) {
			return nil, t.rule
		}
	}
	if v := a.choose(e); v != nil {
		return v, ""
	}
	return nil, RuleVariant
}

// misses says whether the client does not meet a rule. A stranger meets none; a rule whose members are not counted out yet is met by
// nobody, and what it would exclude is excluded.
func (a *ask) misses(t tie) bool {
	if t.place < 0 {
		return true
	}
	return a.held.has(t.place) == t.excludes
}

// choose gives the variant for the client: the first whose segments hold the client, else the default. Where only anonymous variants
// may show the others are passed over; elsewhere a known client gets an anonymous one last, a stranger first. nil where none suits.
func (a *ask) choose(e *entry) *Variant {
	stranger := a.facts.Client == 0
	if stranger || a.spot.AnonymousOnly {
		if v := a.first(e, true); v != nil || a.spot.AnonymousOnly {
			return v
		}
		return a.first(e, false)
	}
	if v := a.first(e, false); v != nil {
		return v
	}
	return a.first(e, true)
}

func (a *ask) first(e *entry, anonymous bool) *Variant {
	var standard *Variant
	for i := range e.variants {
		v := &e.variants[i]
		switch {
		case v.IsAnonymous != anonymous:
		case !v.bound:
			if standard == nil {
				standard = v.Variant
			}
		case v.active && a.held.meets(v.in):
			return v.Variant
		}
	}
	return standard
}
