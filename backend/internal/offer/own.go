package offer

import (
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// OwnChannels are the channels whose placements a client's own app may ask for: what the client itself looks at. Scripts of call centres and
// what is printed at a till are for the company's people.
var OwnChannels = []string{"mobile", "web", "kiosk"}

// OwnKinds are the kinds of feedback that a client's own app may send; a redemption is checked where it is redeemed.
var OwnKinds = []string{Impression, Click, Acceptance, Rejection}

// maxOwnKey is the longest key of a client's own feedback: the client's id goes before it, so that the keys of two never meet.
const maxOwnKey = 100

// Own is decisions, feedback and redemptions as clients' own apps have them: of the client that asks, and nobody else.
type Own struct {
	decider     *Decider
	feedbacks   *Feedbacks
	redemptions *Redemptions
	seals       *Seals
}

// NewOwn gives the use cases over decisions, feedback and redemptions.
func NewOwn(d *Decider, f *Feedbacks, r *Redemptions, seals *Seals) *Own { return &Own{d, f, r, seals} }

// Preview answers what the client would be proposed on some placements, or on all of its own channels without any; nothing is recorded.
// fault invalid for placements that do not exist or are not the client's to see.
func (o *Own) Preview(ctx context.Context, client id.ID, placements []string, language string) (Decision, error) {
	r := Request{Client: client, Placements: placements, All: len(placements) == 0, Language: language, Preview: true}
	d, err := o.decider.Decide(ctx, r)
	if err != nil {
		return d, err
	}
	if r.All {
		d.Placements = slices.DeleteFunc(d.Placements, func(p PlacementDecision) bool { return !slices.Contains(OwnChannels, p.Placement.Channel) })
		return d, nil
	}
	for i, p := range d.Placements {
		if !slices.Contains(OwnChannels, p.Placement.Channel) {
			return Decision{}, fault.Invalid(fault.Field{Path: at("placements", i), Code: "unknown", Message: "is not the code of a placement"})
		}
	}
	return d, nil
}

// Decide answers what the client is proposed on placements that Preview has let pass, and records it.
func (o *Own) Decide(ctx context.Context, client id.ID, placements []string, language string) (Decision, error) {
	return o.decider.Decide(ctx, Request{Client: client, Placements: placements, Language: language})
}

// Record takes feedback on propositions of the client alone, told by their tokens, late and in any order; each item has its own outcome, and
// a key counts once per client. The token of another is not known here.
func (o *Own) Record(ctx context.Context, by account.Actor, client id.ID, items []Feedback) ([]Outcome, error) {
	var c fault.Check
	c.That(len(items) > 0, "items", "required", "give at least one")
	c.That(len(items) <= MaxFeedback, "items", "too_many", "are more than 1000")
	if err := c.Err(); err != nil {
		return nil, err
	}
	out := make([]Outcome, len(items))
	mine := make([]Feedback, 0, len(items))
	var rows []int
	for i, f := range items {
		if out[i] = o.refuse(f, client, by.ID); out[i].Status == "" {
			f.Key = client.String() + ":" + f.Key
			mine, rows = append(mine, f), append(rows, i)
		}
	}
	if len(mine) == 0 {
		return out, nil
	}
	told, err := o.feedbacks.Record(ctx, by, mine)
	for i, row := range rows {
		if err == nil {
			out[row] = told[i]
		}
	}
	return out, err
}

// refuse says why an item is not the client's to send; the zero outcome when it is. before is who the client was before it was merged.
func (o *Own) refuse(f Feedback, client, before id.ID) Outcome {
	var c fault.Check
	c.Required("key", f.Key)
	c.Max("key", f.Key, maxOwnKey)
	c.OneOf("kind", f.Kind, OwnKinds...)
	c.Required("token", f.Token)
	if bad := c.Fields(); len(bad) > 0 {
		return Outcome{Status: Failed, Code: bad[0].Code, Message: bad[0].Path + " " + bad[0].Message}
	}
	m, err := o.seals.Open(f.Token)
	if err != nil || m.Client != client && m.Client != before {
		return Outcome{Status: Failed, Code: "token_invalid", Message: "The token is not one of ours."}
	}
	return Outcome{}
}

// Redeem redeems an offer for the client, by the token of its own proposition or by a code, at this moment; what it refuses, it refuses as
// Redemptions does. The token of another is not known here.
func (o *Own) Redeem(ctx context.Context, by account.Actor, client id.ID, key, token, code string) (Redeemed, error) {
	var c fault.Check
	c.Required("key", key)
	c.Max("key", key, maxOwnKey)
	if token != "" {
		m, err := o.seals.Open(token)
		c.That(err == nil && (m.Client == client || m.Client == by.ID), "token", "token_invalid", "is not one of ours")
	}
	if err := c.Err(); err != nil {
		return Redeemed{}, err
	}
	r := Redeem{Key: client.String() + ":" + key, Token: token, Code: code, Client: client}
	if token != "" && client != by.ID {
		r.Client = 0 // the token names who the client was before it was merged
	}
	return o.redemptions.Redeem(ctx, by, r)
}
