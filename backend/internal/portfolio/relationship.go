package portfolio

import (
	"math"

	"clientele/internal/analytics"
)

// riskOf is a client's financial risk from 0 to 1; false where nothing is said.
func riskOf(word string) (float64, bool) {
	switch word {
	case "low":
		return 0.2, true
	case "medium":
		return 0.5, true
	case "high":
		return 0.8, true
	case "insolvent":
		return 1, true
	}
	return 0, false
}

// bond is what a state is made of; the pointers of facts lead into it.
type bond struct {
	facts                    analytics.RelationshipFacts
	alive, satisfaction      float64
	risk, balance            float64
	value, wallet            float64 // balances, where known
	hasValue, hasWalletTrend bool
	byCycle                  bool // P(alive) is read from the life stage
}

// read gathers the facts. Where the model says nothing of P(alive), the client's place in its own cycle stands in for it: one that has lapsed
// is as good as gone, a late one may be, another is there. Of the trends of value and of share of wallet the worse one counts.
func (b *bond) read(f *Figure, rule analytics.RelationshipRule, r *clientRecords) {
	*b = bond{facts: analytics.RelationshipFacts{Purchases: int(f.TotalOrders)}}
	switch {
	case f.Alive != NoAlive:
		b.alive = float64(f.Alive) / 100
		b.facts.Alive = &b.alive
	case f.Stage.Known():
		b.byCycle, b.alive = true, 1
		switch f.Stage.Name() {
		case analytics.StageLapsed:
			b.alive = 0
		case analytics.StageLate:
			b.alive = rule.LostAlive
		}
		b.facts.Alive = &b.alive
	}
	if b.value, b.hasValue = f.balance(); b.hasValue {
		b.balance = b.value
		b.facts.Balance = &b.balance
	}
	if r.hasWallet() && r.Wallet.Before > 0 && r.Wallet.Before <= 1 {
		b.hasWalletTrend = true
		b.wallet = (r.Wallet.Share - r.Wallet.Before) / (r.Wallet.Share + r.Wallet.Before)
		if !b.hasValue || b.wallet < b.balance {
			b.balance = b.wallet
		}
		b.facts.Balance = &b.balance
	}
	if c := r.Case; c != nil {
		b.facts.OpenSevere, b.facts.BadlyClosed = max(0, c.OpenSevere), max(0, c.BadlyClosed)
		if c.Satisfaction != nil && *c.Satisfaction >= 0 && *c.Satisfaction <= 1 {
			b.satisfaction = *c.Satisfaction
			b.facts.Satisfaction = &b.satisfaction
		}
	}
	b.facts.OverdueMinor, b.facts.OverdueDays = r.Overdue.Minor, max(0, r.Overdue.Days)
	var known bool
	if b.risk, known = riskOf(r.Flag.Risk); known {
		b.facts.FinancialRisk = &b.risk
	}
}

// relate fills Relationship, Doubts, SatisfiedLeaving and LetGo of one figure.
func (f *Figure) relate(rule analytics.RelationshipRule, r *clientRecords, b *bond) (analytics.Relationship, error) {
	b.read(f, rule, r)
	v, err := analytics.RelationshipOf(b.facts, rule)
	if err != nil {
		return v, err
	}
	f.Relationship, f.Doubts, f.SatisfiedLeaving, f.LetGo = CodeOf(v.State), DoubtsOf(v.Doubts), v.SatisfiedButLeaving, r.LetGo
	return v, nil
}

// relationships fills the state of every client, and sums them up.
func relationships(in *inputs) (RelationshipReport, error) {
	if err := relateAll(in); err != nil {
		return RelationshipReport{}, err
	}
	return relationshipsOf(in), nil
}

// relationshipsOf adds up the clients by state.
func relationshipsOf(in *inputs) RelationshipReport {
	t := newRelationshipReport(in.settings.Relationship)
	for i := range in.figures {
		t.add(&in.figures[i])
	}
	t.finish()
	return t
}

// relateAll is relationships without the sums.
func relateAll(in *inputs) error {
	var b bond
	for i := range in.figures {
		f := &in.figures[i]
		r := in.records.of(f.Client, 0)
		if _, err := f.relate(in.settings.Relationship, &r, &b); err != nil {
			return err
		}
	}
	return nil
}

// relationshipOf fills the state of one client, exactly as the run would, and says why it is so.
func relationshipOf(f *Figure, s Settings, r clientRecords) (ClientRelationship, error) {
	var b bond
	v, err := f.relate(s.Relationship, &r, &b)
	if err != nil {
		return ClientRelationship{}, err
	}
	return ClientRelationship{State: v.State, Doubts: v.Doubts, Strategy: v.Strategy, SatisfiedLeaving: v.SatisfiedButLeaving, LetGo: r.LetGo,
		Reasons: b.reasons(f, s.Relationship, &r)}, nil
}

// reasons lists the facts that decided, those that speak against the client first.
func (b *bond) reasons(f *Figure, rule analytics.RelationshipRule, r *clientRecords) []Reason {
	out := []Reason{}
	say := func(code string, values map[string]float64) { out = append(out, Reason{Code: code, Values: values}) }
	if r.LetGo {
		say("let_go", map[string]float64{})
	}
	facts := b.facts
	if facts.Purchases == 0 {
		say("no_purchase", map[string]float64{})
		return out
	}
	if facts.OverdueMinor > 0 && facts.OverdueMinor >= rule.OverdueMinor && facts.OverdueDays >= rule.OverdueDays {
		say("overdue", map[string]float64{"amount_minor": float64(facts.OverdueMinor), "days": float64(facts.OverdueDays), "limit_days": float64(rule.OverdueDays)})
	}
	if facts.FinancialRisk != nil && b.risk >= rule.Risk {
		say("risk", map[string]float64{"risk": b.risk, "limit": rule.Risk})
	}
	if facts.OpenSevere > 0 {
		say("open_cases", map[string]float64{"cases": float64(facts.OpenSevere)})
	}
	if facts.BadlyClosed > 0 {
		say("badly_closed", map[string]float64{"cases": float64(facts.BadlyClosed)})
	}
	if facts.Satisfaction != nil && b.satisfaction <= rule.Unhappy {
		say("unhappy", map[string]float64{"satisfaction": b.satisfaction, "limit": rule.Unhappy})
	}
	if b.hasValue && falls(b.value, rule) {
		say("value_falling", map[string]float64{"balance": b.value, "limit": -rule.Falling, "before_minor": float64(f.Before), "now_minor": float64(f.Revenue)})
	}
	if b.hasWalletTrend && falls(b.wallet, rule) {
		say("wallet_falling", map[string]float64{"balance": b.wallet, "limit": -rule.Falling, "before": r.Wallet.Before, "now": r.Wallet.Share})
	}
	switch {
	case facts.Alive == nil:
		say("alive_unknown", map[string]float64{})
	case b.byCycle:
		code := "cycle_kept"
		if f.Stage.Is(analytics.StageLapsed) || f.Stage.Is(analytics.StageLate) {
			code = "cycle_" + f.Stage.String()
		}
		say(code, map[string]float64{"cycle_days": float64(f.Renewal.Cycle), "until_days": float64(f.Renewal.DueTo - f.Renewal.LastDay)})
	case b.alive < rule.LostAlive:
		say("alive_low", map[string]float64{"alive": b.alive, "limit": rule.LostAlive})
	case b.alive < rule.LoyalAlive:
		say("alive_middle", map[string]float64{"alive": b.alive, "limit": rule.LoyalAlive})
	default:
		say("alive_high", map[string]float64{"alive": b.alive, "limit": rule.LoyalAlive})
	}
	if facts.Satisfaction != nil && b.satisfaction >= rule.Happy {
		say("happy", map[string]float64{"satisfaction": b.satisfaction, "limit": rule.Happy})
	}
	say("purchases", map[string]float64{"purchases": float64(facts.Purchases), "needed": float64(rule.LoyalPurchases)})
	return out
}

// falls says whether a balance is at or below the rule's, as analytics.RelationshipOf does.
func falls(balance float64, rule analytics.RelationshipRule) bool {
	return balance <= -math.Abs(rule.Falling)+1e-12
}

func newRelationshipReport(rule analytics.RelationshipRule) RelationshipReport {
	r := RelationshipReport{States: []StateTotal{}, Doubts: []DoubtTotal{}, Strategies: []StateStrategy{}, Rule: rule}
	for _, s := range []analytics.RelationshipState{analytics.StatePotential, analytics.StateLoyal, analytics.StateDoubtful} {
		r.States = append(r.States, StateTotal{State: s})
	}
	r.Strategies = append(r.Strategies, StateStrategy{State: analytics.StateProspect, Strategy: analytics.StrategyConquest},
		StateStrategy{State: analytics.StatePotential, Strategy: analytics.StrategyConquest},
		StateStrategy{State: analytics.StateLoyal, Strategy: analytics.StrategyRetention})
	for _, d := range DoubtList() {
		r.Doubts = append(r.Doubts, DoubtTotal{Doubt: d})
		r.Strategies = append(r.Strategies, StateStrategy{State: analytics.StateDoubtful, Doubt: &d, Strategy: analytics.StrategyRecovery})
	}
	return r
}

func (r *RelationshipReport) add(f *Figure) {
	if f.LetGo {
		r.LetGo++
	}
	if f.Relationship.Is(analytics.StateProspect) { // with returns only; the run adds those without any order
		r.Prospects++
		return
	}
	for i := range r.States {
		if s := &r.States[i]; f.Relationship.Is(s.State) {
			s.Clients++
			s.Revenue, s.Predicted = plus(s.Revenue, f.Revenue), plus(s.Predicted, f.Predicted)
		}
	}
	first := true
	for i := range r.Doubts {
		if f.Doubts&(1<<i) == 0 {
			continue
		}
		d := &r.Doubts[i]
		d.Clients++
		d.Revenue = plus(d.Revenue, f.Revenue)
		if first {
			d.First++
		}
		first = false
	}
	if f.SatisfiedLeaving {
		r.SatisfiedLeaving.Clients++
		r.SatisfiedLeaving.Revenue = plus(r.SatisfiedLeaving.Revenue, f.Revenue)
	}
}

func (r *RelationshipReport) finish() {
	total, revenue := int64(0), int64(0)
	for _, s := range r.States {
		total, revenue = total+s.Clients, revenue+s.Revenue
	}
	for i := range r.States {
		s := &r.States[i]
		s.ClientShare, s.ValueShare = ratio(s.Clients, total), ratio(s.Revenue, revenue)
	}
}
