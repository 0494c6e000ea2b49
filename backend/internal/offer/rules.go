package offer

import (
	"time"

	"clientele/internal/clock"
)

// Rule names the rule that kept an offer from being proposed; the empty one is none.
type Rule string

// The rules in the order in which they are asked.
const (
	RuleState      Rule = "state"            // it is not approved
	RulePlacement  Rule = "placement"        // it does not show on this placement
	RuleNotStarted Rule = "not_started"      // its dates have not begun
	RuleEnded      Rule = "ended"            // its dates are over
	RuleSegment    Rule = "segment"          // the client is in none of its segments
	RuleExcluded   Rule = "excluded_segment" // the client is in a segment that is left out
	RuleConsent    Rule = "consent"          // the client refused its purpose on this channel
	RuleComplaint  Rule = "complaint"        // an open complaint suppresses promotion
	RuleVariant    Rule = "variant"          // no complete variant suits client and placement
	RuleFallback   Rule = "fallback"         // a fallback that was not needed
	RuleSize       Rule = "size"             // others filled the placement
)

// Rules lists every rule in order.
var Rules = []Rule{RuleState, RulePlacement, RuleNotStarted, RuleEnded, RuleSegment, RuleExcluded, RuleConsent, RuleComplaint, RuleVariant, RuleFallback, RuleSize}

var reasons = map[Rule][2]string{
	RuleState:      {"The offer is not approved.", "L’offre n’est pas approuvée."},
	RulePlacement:  {"The offer does not show on this placement.", "L’offre n’est pas rattachée à cet emplacement."},
	RuleNotStarted: {"The offer has not begun yet.", "L’offre n’a pas encore commencé."},
	RuleEnded:      {"The offer is over.", "L’offre est terminée."},
	RuleSegment:    {"The client is in none of the offer's segments.", "Le client n’appartient à aucun segment de l’offre."},
	RuleExcluded:   {"The client is in a segment that the offer leaves out.", "Le client appartient à un segment exclu de l’offre."},
	RuleConsent:    {"The client refused this purpose on this channel.", "Le client a refusé cette finalité sur ce canal."},
	RuleComplaint:  {"The client has an open complaint; promotion waits.", "Le client a une réclamation en cours ; la promotion attend."},
	RuleVariant:    {"No complete variant suits this client on this placement.", "Aucune variante complète ne convient à ce client sur cet emplacement."},
	RuleFallback:   {"A fallback, and other offers filled the placement.", "Offre par défaut : d’autres offres remplissent l’emplacement."},
	RuleSize:       {"Offers of higher rank filled the placement.", "Des offres mieux classées remplissent l’emplacement."},
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
}

// fails gives the first rule that keeps an offer from the client, and otherwise the variant to show.
// own says that the offer is the placement's own fallback, which need not be tied to the placement.
func (a *ask) fails(e *entry, own bool) (*Variant, Rule) {
	switch {
	case e.State != Approved:
		return nil, RuleState
	case !own && !e.spots[a.spot.ID]:
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
	case e.Purpose != PurposeService && a.facts.refuses(a.channel, e.Purpose):
		return nil, RuleConsent
	case a.facts.Complaint && e.Promotion():
		return nil, RuleComplaint
	}
	if v := a.choose(e); v != nil {
		return v, ""
	}
	return nil, RuleVariant
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
