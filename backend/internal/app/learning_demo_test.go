package app_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"clientele/internal/account"
	"clientele/internal/analysis"
	"clientele/internal/app"
	"clientele/internal/demo"
	"clientele/internal/job"
	"clientele/internal/offer"
	"clientele/internal/page"
	"clientele/internal/store"
	"clientele/internal/store/storetest"
)

// The demo's strategy has a past: its report has offers, days, a holdout and what other ways of choosing would have brought.
func TestTheDemoHasLearned(t *testing.T) {
	ctx := context.Background()
	clk := &moving{}
	clk.at.Store(time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC).UnixMicro())
	a := at(t, storetest.SQLite(t), clk)
	j, err := a.Services.Demo.Start(ctx, account.System, demo.Plan{Clients: 400})
	must(t, err)
	j, err = a.Await(ctx, j, nil)
	if err != nil || j.State != job.Done {
		t.Fatal(j.State, j.ErrorCode, j.ErrorDetail, err)
	}
	outbox := store.NewOutbox(a.DB)
	for n := 1; n > 0; {
		n, err = outbox.Sequence(ctx)
		must(t, err)
	}
	for n := 1; n > 0; {
		n, err = outbox.Consume(ctx, offer.Consumer, 100, a.Services.Trainer.Follow)
		must(t, err)
	}
	must(t, a.Services.Trainer.Publish(ctx))
	l, err := a.Services.Offers.Strategies(ctx, offer.NamedFilter{}, page.Window{Limit: 10})
	if err != nil || len(l.Items) != 3 {
		t.Fatal(len(l.Items), err)
	}
	learned := l.Items[slices.IndexFunc(l.Items, func(s offer.Strategy) bool { return s.Code == "lettre" })].ID
	r, err := a.Services.Learned.Report(ctx, learned, nil)
	must(t, err)
	if r.Version != 1 || r.Shown < 500 || r.Rewarded < 20 || len(r.Arms) < 3 || len(r.Days) != 45 || len(r.Cells) != 2 || r.Holdout.HeldOut.Clients == 0 || len(r.Policies) != 2 {
		t.Errorf("version %d, shown %d, rewarded %d, %d arms, %d days, %d cells, %d held out", r.Version, r.Shown, r.Rewarded, len(r.Arms), len(r.Days), len(r.Cells), r.Holdout.HeldOut.Clients)
	}
	for _, arm := range r.Arms {
		t.Logf("%-28s shown %4d, rewarded %3d, belief %.3f (%.3f to %.3f)", arm.Name, arm.Shown, arm.Rewarded, arm.Belief.Estimate, arm.Belief.Low, arm.Belief.High)
	}
	for _, p := range r.Policies {
		t.Logf("%s: logged %.3f, doubly robust %+v, refused %v", p.Policy, p.Logged.Estimate, p.DoublyRobust, p.Refusals)
	}
	var file bytes.Buffer
	file.WriteString("action,reward,propensity,target_propensity,model_reward,model_target_reward\n")
	must(t, a.Services.Learned.EachDecision(ctx, learned, func(row offer.LogRow) error {
		d := row.Logged(offer.PolicyUniform)
		_, err := fmt.Fprintf(&file, "%s,%v,%v,%v,%v,%v\n", row.Offer, d.Reward, d.Propensity, d.Target, d.ModelLogged, d.ModelTarget)
		return err
	}))
	command, err := analysis.OffPolicy(&file, analysis.OffPolicyPlan{Level: 0.95})
	must(t, err)
	if of := r.Policies[0]; command.Decisions != of.Decisions || of.SNIPS == nil || command.SNIPS == nil || math.Abs(command.SNIPS.Estimate-of.SNIPS.Estimate) > 1e-9 {
		t.Errorf("the command says %+v, the report %+v", command.SNIPS, of.SNIPS)
	}
	takenUp(t, a)
	t.Logf("holdout: %v, %+v", r.Holdout.Lift.Statements, r.Holdout.Lift.Revenue)
}

// Offers of the demo were redeemed, codes are in every state, and every capping rule has what it counts.
func takenUp(t *testing.T, a *app.App) {
	t.Helper()
	ctx := context.Background()
	l, err := a.Services.Offers.Offers(ctx, offer.Filter{}, page.Window{Limit: 20})
	must(t, err)
	states := map[string]int{}
	for _, o := range l.Items {
		states[o.State]++
		b, err := a.Services.Redemptions.Budget(ctx, o.ID)
		must(t, err)
		if o.BudgetMinor != nil && (b.Tally.SpentMinor == 0 && o.CodesKind == offer.CodesShared || b.Tally.SpentMinor > *o.BudgetMinor) {
			t.Errorf("%s spent %d of %d", o.Code, b.Tally.SpentMinor, *o.BudgetMinor)
		}
		counts, err := a.Services.Redemptions.CodeCounts(ctx, o.ID)
		must(t, err)
		if o.CodesKind == offer.CodesUnique && (counts[offer.CodeFree] == 0 || counts[offer.CodeVoid] == 0 || counts[offer.CodeHeld] == 0 || counts[offer.CodeRedeemed] == 0) {
			t.Errorf("codes of %s: %v", o.Code, counts)
		}
	}
	if states[offer.Draft] != 1 || states[offer.Approved] != 6 {
		t.Errorf("offers by state: %v", states)
	}
	rules, _, err := a.Services.CapRules.List(ctx, []string{offer.ScopeAll, offer.ScopeCollection}, 0, page.Window{Limit: 20})
	if must(t, err); len(rules.Items) != 3 {
		t.Errorf("%d capping rules", len(rules.Items))
	}
}
