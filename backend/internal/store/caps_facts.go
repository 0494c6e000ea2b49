package store

import (
	"clientele/internal/id"
	"clientele/internal/offer"
)

// capFacts is what decisions ask of one client's caps: counters that are not past, propositions that may reserve and what came of them,
// offers whose code the client holds. What is past is told by cap_clock, which follows the time by a minute or so.
var capFacts = []factsPart{
	{"counter", 0, "SELECT c.rule_id, c.period_start, c.n FROM cap_counter c JOIN cap_clock k ON k.name = 'caps' WHERE c.client_id = ? AND c.period_end > k.at",
		func(f *offer.Facts, r *factsRow) { f.Caps.Add(id.ID(r.a), r.b, r.c) }},
	{"recent", 0, "SELECT p.id, p.offer_id, p.placement_id FROM proposition p JOIN cap_clock k ON k.name = 'caps' WHERE p.client_id = ? AND p.id >= k.since_id AND p.held_out <> 2",
		func(f *offer.Facts, r *factsRow) { f.Caps.AddRecent(id.ID(r.a), id.ID(r.b), id.ID(r.c)) }},
	{"seen", 0, `SELECT e.proposition_id, CASE e.kind WHEN 'impression' THEN 1 ELSE 2 END, 0 FROM offer_event e JOIN cap_clock k ON k.name = 'caps'
		WHERE e.client_id = ? AND e.id >= k.since_id AND e.kind IN ('impression', 'click') AND e.proposition_id IS NOT NULL`,
		func(f *offer.Facts, r *factsRow) { f.Caps.AddSeen(id.ID(r.a), r.b == 1) }},
	{"held", 0, "SELECT offer_id, 0, 0 FROM offer_unique_code WHERE client_id = ? AND state = 'held'",
		func(f *offer.Facts, r *factsRow) { f.Caps.Held = append(f.Caps.Held, id.ID(r.a)) }},
}
