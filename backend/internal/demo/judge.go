package demo

import (
	"context"
	"slices"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/portfolio"
)

// judge answers the guards of most clients that were not worth much at the last run, as staff would have done since, and lets a few
// insolvent ones go. Called again it changes nothing.
func (s Services) judge(ctx context.Context, by account.Actor) error {
	var rows []client.Row
	f := client.Filter{Kinds: []string{"b2c", "b2b"}, Classes: client.Classes{RawQuadrants: []string{"low_priority"}}}
	if err := s.Clients.Each(ctx, f, page.Window{Limit: page.MaxLimit}, func(r client.Row) error { rows = append(rows, r); return nil }); err != nil || len(rows) == 0 {
		return err
	}
	if past, _, err := s.Judgements.GuardHistory(ctx, rows[0].ID, page.Window{Limit: 1}); err != nil || len(past.Items) > 0 {
		return err
	}
	answers := map[answer][]id.ID{}
	say := func(v id.ID, guard, word, reason string) {
		a := answer{guard, word, reason}
		answers[a] = append(answers[a], v)
	}
	for i, r := range rows {
		switch n := i % 20; {
		case n < 9:
			say(r.ID, "reference", "no", "Revue du portefeuille : aucun effet d'image")
			say(r.ID, "growing", "no", "Revue du portefeuille : besoins stables")
		case n < 12:
			say(r.ID, "reference", "no", "Revue du portefeuille : aucun effet d'image")
		case n == 12 && i%40 == 12:
			say(r.ID, "reference", "yes", "Prescripteur connu : plusieurs clients viennent de sa part")
		case n == 13 && i%60 == 13:
			say(r.ID, "growing", "yes", "A annoncé l'achat d'un deuxième véhicule")
		case n == 14 && i%80 == 14:
			say(r.ID, "other_division", "yes", "Son employeur est client de l'atelier poids lourds")
		}
	}
	for a, ids := range answers {
		for part := range slices.Chunk(ids, portfolio.MaxJudged) {
			if _, err := s.Judgements.AnswerMany(ctx, by, part, a.guard, portfolio.Judgement{Word: a.word, Reason: a.reason}); err != nil {
				return err
			}
		}
	}
	return s.letGo(ctx, by)
}

type answer struct{ guard, word, reason string }

// letGo records the decision to let a few clients go, and to keep one.
func (s Services) letGo(ctx context.Context, by account.Actor) error {
	l, err := s.Clients.List(ctx, client.Filter{Classes: client.Classes{Doubts: []string{"insolvent"}}}, page.Window{Limit: 6})
	if err != nil {
		return err
	}
	for i, r := range l.Items {
		j := portfolio.Judgement{Word: portfolio.LetGo, Reason: "Impayés répétés, aucun accord trouvé"}
		if i == 5 {
			j = portfolio.Judgement{Word: portfolio.Keep, Reason: "Échéancier signé, paiements tenus"}
		}
		if _, err := s.Judgements.Decide(ctx, by, r.ID, j); err != nil && !fault.Is(err, fault.KindConflict) {
			return err
		}
	}
	return nil
}
