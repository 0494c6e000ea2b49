package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"clientele/internal/account"
)

func TestLearningReport(t *testing.T) {
	each(t, func(t *testing.T, p *program) {
		strategy := p.create(t, "/strategies", `{"code":"learner","name":"Learner","stages":[{"ranking":"learned"}],"holdout_bp":1000,"learning":{"reward":"value","delay_minutes":60,"cold_start":true}}`)
		place := p.create(t, "/placements", `{"code":"home","name":"Home","channel":"mobile","size":1,"strategy_id":"`+strategy+`"}`)
		p.create(t, "/offers", fmt.Sprintf(anOffer, "revision", place))
		report, log := "/strategies/"+strategy+"/learning", "/strategies/"+strategy+"/decision_log"
		wrong := func(path, field string) call {
			return call{name: path, role: account.Analyst, method: "GET", path: path, want: 422, has: []string{`"` + field + `"`}}
		}
		p.run(t, slices.Concat(guarded("GET", report, nil), guarded("GET", log, nil), []call{
			{role: account.Analyst, method: "GET", path: report, want: 200, has: []string{`"reward":"value"`, `"reward_unit":"money_minor"`, `"model_version":0`, `"model_at":null`, `"arms":[]`,
				`"cells":[]`, `"days":[]`, `"statements":["no_treated"`, `"policy":"uniform"`, `"refusals":["too_few_decisions"]`, `"logged":null`, `"decisions_read":0`, `"limit":20000`, `"lost":0`}},
			{role: account.Analyst, method: "GET", path: report + "?days=7", want: 200, has: []string{`"from_day":"2026-03-06"`, `"to_day":"2026-03-12"`}},
			{role: account.Analyst, method: "GET", path: log, want: 200, has: []string{"action,reward,propensity,target_propensity,model_reward,model_target_reward"}, not: []string{"decision_id"}},
			{role: account.Analyst, method: "GET", path: log + "?details=true", want: 200, has: []string{"model_target_reward,decision_id,at,placement_id,segment_id,model_version,eligible"}},
			{role: account.Analyst, method: "GET", path: log + "?target=priority&format=csv", want: 200, has: []string{"action,reward"}},
			{role: account.Analyst, method: "GET", path: "/strategies/7/learning", want: 404, has: []string{"strategy_not_found"}},
			{role: account.Analyst, method: "GET", path: "/strategies/7/decision_log", want: 404, has: []string{"strategy_not_found"}},
			wrong(report+"?days=0", "days"), wrong(report+"?days=367", "days"), wrong(report+"?weeks=3", "weeks"), wrong(log+"?target=best", "target"), wrong(log+"?format=doc", "format"),
			{name: "a delay too long for the window", role: account.Marketer, method: "POST", path: "/strategies", want: 422, has: []string{`"learning.delay_minutes"`},
				body: `{"code":"x","name":"X","stages":[{"ranking":"learned"}],"learning":{"attribution_hours":1,"delay_minutes":16}}`},
			{name: "a reward nobody knows", role: account.Marketer, method: "POST", path: "/strategies", want: 422, has: []string{`"learning.reward"`},
				body: `{"code":"x","name":"X","stages":[{"ranking":"learned"}],"learning":{"reward":"impression"}}`},
		}))
	})
}
