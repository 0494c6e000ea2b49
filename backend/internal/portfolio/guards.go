package portfolio

import (
	"strings"
	"time"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// MaxReason is the most characters of a reason.
const MaxReason = 500

// GuardAnswer is an answer by hand to one demotion guard of a client. It holds until ExpiresDay (that day excluded) unless it is withdrawn;
// answers are never deleted.
type GuardAnswer struct {
	ID              id.ID `gorm:"primaryKey;autoIncrement:false"`
	ClientID        id.ID
	GuardName       string
	Holds           bool
	Reason          string
	ExpiresDay      *clock.Day // nil: never
	AnsweredBy      id.ID
	AnsweredAt      time.Time
	WithdrawnBy     *id.ID
	WithdrawnAt     *time.Time
	WithdrawnReason string
}

// TableName is the table's name.
func (GuardAnswer) TableName() string { return "guard_answer" }

// GuardAnswerRow is an answer with the names of who gave and who withdrew it, empty where that was no user.
type GuardAnswerRow struct {
	GuardAnswer
	AnsweredByName  string
	WithdrawnByName string
}

// GuardFact is the answer by hand to one guard that stands at a day: the last one that is neither withdrawn nor expired.
type GuardFact struct {
	Client  id.ID
	Guard   string // of analytics.Guards
	Holds   bool
	Reason  string
	Expires *clock.Day
}

// Judgement is what a person says of clients: an answer to a guard or a decision. Without Expires it ends after the settings' guard months.
type Judgement struct {
	Word    string // yes or no of a guard; let_go or keep
	Reason  string
	Expires *clock.Day
}

// complete trims the reason and sets the day on which the judgement ends; today is the day that figures speak of.
func (j *Judgement) complete(today clock.Day, months int, field string, words ...string) error {
	j.Reason = strings.TrimSpace(j.Reason)
	var c fault.Check
	c.OneOf(field, j.Word, words...)
	c.Required("reason", j.Reason)
	c.Max("reason", j.Reason, MaxReason)
	if j.Expires == nil {
		end := today.AddMonths(months)
		j.Expires = &end
	}
	c.That(*j.Expires > today, "expires_day", "past", "must lie after "+today.String())
	c.That(*j.Expires <= today.AddMonths(maxJudgementMonths), "expires_day", "range", "must lie within ten years")
	return c.Err()
}

// maxJudgementMonths is how long a judgement may hold.
const maxJudgementMonths = 120

// GuardNames lists the guards in their order.
func GuardNames() []string {
	var out []string
	for _, g := range analytics.Guards() {
		out = append(out, string(g))
	}
	return out
}
