package store

import (
	"context"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/campaign"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/message"
	"clientele/internal/offer"
	"clientele/internal/order"
	"clientele/internal/portfolio"
	"clientele/internal/privacy"
	"clientele/internal/receivable"
	"clientele/internal/rule"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// Rules asks rules of the stored clients: of the whole base as conditions, of some of them as facts.
type Rules struct{ *DB }

// NewRules gives the rules of a database.
func NewRules(db *DB) Rules { return Rules{db} }

// ruleFields joins what every noun lets rules ask; a new noun joins here, and its columns in ruleColumns.
func ruleFields() []rule.Field {
	var out []rule.Field
	for _, fields := range [][]rule.Field{client.RuleFields(), portfolio.RuleFields(), privacy.RuleFields(), order.RuleFields(), interaction.RuleFields(), aftersales.RuleFields(),
		message.RuleFields(), campaign.RuleFields(), offer.RuleFields(), receivable.RuleFields(), subscription.RuleFields(), wallet.RuleFields(), contact.RuleFields()} {
		out = append(out, fields...)
	}
	return out
}

// ruleCollections joins the rows of every noun that rules can measure; their tables stand in ruleTables.
func ruleCollections() []rule.Collection {
	return append(order.RuleCollections(), interaction.RuleCollection(), aftersales.RuleCollection(), message.RuleCollection(), campaign.RuleCollection(), offer.RuleResponses(),
		receivable.RuleCollection(), subscription.RuleCollection(), wallet.RuleCollection(), contact.RuleCollection())
}

// Schema gives everything a rule can ask about, with the company's own fields as they are now.
func (s Rules) Schema(ctx context.Context) (rule.Schema, error) {
	own, err := Attributes(s).AllAttributes(ctx)
	if err != nil {
		return rule.Schema{}, err
	}
	above, err := s.categoriesAbove(ctx)
	out := rule.NewSchema(append(ruleFields(), client.AttributeRuleFields(own)...), ruleCollections(), privacy.RuleField)
	return out.Under("category", above), err
}

// categoriesAbove gives the category above each that has one.
func (s Rules) categoriesAbove(ctx context.Context) (map[id.ID]id.ID, error) {
	var rows []struct{ ID, ParentID id.ID }
	err := s.conn(ctx).Raw("SELECT id, parent_id FROM product_category WHERE parent_id IS NOT NULL").Scan(&rows).Error
	out := make(map[id.ID]id.ID, len(rows))
	for _, r := range rows {
		out[r.ID] = r.ParentID
	}
	return out, err
}

// reporting gives the reporting currency.
func (s Rules) reporting(ctx context.Context) (string, error) {
	org, err := account.NewOrganisationService(NewAccounts(s.DB), s.DB).Get(ctx)
	return org.Currency, err
}
