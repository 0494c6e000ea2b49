package demo

import (
	"context"
	"encoding/json"
	"strings"

	"clientele/internal/account"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/segment"
)

// ruled is a segment of the demo by its rule, in which "@code" stands for the id of a product category.
type ruled struct{ name, description, root string }

// demoSegments are what a dealer asks of its clients.
var demoSegments = []ruled{
	{"Renouvellements des six mois", "Prochain achat attendu d’ici six mois ou en retard de moins de trois",
		`{"field":"figure.due_day","op":"between","value":[{"ago":3,"unit":"month"},{"ahead":6,"unit":"month"}]}`},
	{"Clients A sans passage depuis six mois", "Les meilleurs clients, sans commande depuis six mois",
		`{"all":[{"field":"figure.abc","op":"is","value":"A"},{"measure":"count","of":"order","window":{"last":6,"unit":"month"},"op":"is","value":0}]}`},
	{"Réclamation dans l’année", "Au moins une réclamation en douze mois, close ou non",
		`{"measure":"count","of":"case","where":[{"field":"case.kind","op":"is","value":"complaint"}],"window":{"last":12,"unit":"month"},"op":"gte","value":1}`},
	{"Particuliers joignables par e-mail", "Adresse connue et accord pour la publicité",
		`{"all":[{"field":"client.kind","op":"is","value":"b2c"},{"field":"client.email","op":"is_not_empty"},{"field":"consent.email.marketing","op":"is","value":"granted"}]}`},
	{"Pneus chez nous, révision ailleurs", "A acheté des pneus depuis trois ans, aucune révision depuis deux",
		`{"all":[{"measure":"count","of":"order_line","where":[{"field":"order_line.category","op":"is","value":"@pneus"}],"window":{"last":3,"unit":"year"},"op":"gte","value":1},
		{"measure":"count","of":"order_line","where":[{"field":"order_line.category","op":"is","value":"@revision"}],"window":{"last":2,"unit":"year"},"op":"is","value":0}]}`},
	{"Anniversaires du mois", "Particuliers qui fêtent leur anniversaire dans les trente jours",
		`{"field":"client.birth_day","op":"anniversary_within","value":{"ahead":30,"unit":"day"}}`},
	{"Entreprises fidèles", "Professionnels et publics, quatre commandes ou plus en deux ans, sans impayé",
		`{"all":[{"field":"client.kind","op":"in","value":["b2b","b2g"]},{"measure":"count","of":"order","window":{"last":2,"unit":"year"},"op":"gte","value":4},{"field":"figure.insolvent","op":"is","value":false}]}`},
}

// segments adds the segments by rule, with their members, unless they are there.
func (s Services) segments(ctx context.Context, p job.Progress) (int, error) {
	categories, err := s.Products.Categories(ctx, page.Window{Limit: page.MaxLimit})
	if err != nil {
		return 0, err
	}
	var codes []string
	for _, c := range categories.Items {
		codes = append(codes, "@"+c.Code, c.ID.String())
	}
	ids := strings.NewReplacer(codes...)
	there, err := s.Segments.List(ctx, segment.Filter{Kinds: []string{segment.Rule}}, page.Window{Limit: 1})
	if err != nil || len(there.Items) > 0 {
		return 0, err
	}
	for _, r := range demoSegments {
		v, err := s.SegmentRules.Create(ctx, account.System, r.name, r.description, json.RawMessage(`{"version":1,"root":`+ids.Replace(r.root)+`}`))
		if err != nil {
			return 0, err
		}
		if _, err := s.SegmentRules.Work(ctx, job.New(segment.JobKind, "", "segment", v.ID, segment.RebuildParams{}, 0), p); err != nil {
			return 0, err
		}
	}
	return len(demoSegments), nil
}
