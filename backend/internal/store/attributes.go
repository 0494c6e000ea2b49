package store

import (
	"context"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Attributes keeps the company's own client fields and clients' values of them.
type Attributes struct{ *DB }

// NewAttributes gives the attributes of a database.
func NewAttributes(db *DB) Attributes { return Attributes{db} }

var attributeList = lister[client.Attribute]{
	idColumn: "id", id: func(a client.Attribute) id.ID { return a.ID }, standard: "code",
	sorts: map[string]sortBy[client.Attribute]{"code": {"code", func(a client.Attribute) any { return a.Code }}},
}

var valueTable = columns("client_attribute", "client_id,attribute_id,text_value,number_value,day_value", "client_id,attribute_id", "text_value,number_value,day_value")

// Attribute gives one attribute.
func (s Attributes) Attribute(ctx context.Context, v id.ID) (client.Attribute, error) {
	var a client.Attribute
	return a, s.fail(s.conn(ctx).Where("id = ?", v).Take(&a).Error, "attribute")
}

// Attributes lists attributes.
func (s Attributes) Attributes(ctx context.Context, f client.AttributeFilter, w page.Window) (page.List[client.Attribute], error) {
	if len(f.States) == 0 {
		f.States = []string{client.Active}
	}
	q := anyOf(anyOf(s.conn(ctx).Model(&client.Attribute{}), "state", f.States), "type", f.Types)
	return attributeList.read(ctx, s.DB, q, w)
}

// AllAttributes gives every attribute in order of code.
func (s Attributes) AllAttributes(ctx context.Context) ([]client.Attribute, error) {
	var rows []client.Attribute
	return rows, s.conn(ctx).Order("code").Limit(2 * client.MaxAttributes).Find(&rows).Error
}

// CreateAttribute writes a new attribute.
func (s Attributes) CreateAttribute(ctx context.Context, a client.Attribute) (client.Attribute, error) {
	now := s.clock.Now()
	a.ID, a.Version, a.CreatedAt, a.UpdatedAt = s.ids.Next(), 1, now, now
	err := s.conn(ctx).Create(&a).Error
	if err != nil && s.dialect.duplicate(err) {
		return a, fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another attribute"})
	}
	return a, err
}

// ReplaceAttribute writes an attribute whose stored version is still the given one.
func (s Attributes) ReplaceAttribute(ctx context.Context, a client.Attribute, version int64) (client.Attribute, error) {
	a.Version, a.UpdatedAt = version+1, s.clock.Now()
	return a, s.replace(ctx, &a, "attribute", version)
}

// Values gives every value of clients.
func (s Attributes) Values(ctx context.Context, clients []id.ID) ([]client.Value, error) {
	var out []client.Value
	err := chunks(clients, maxBatch, func(part []id.ID) error {
		var rows []client.Value
		err := s.conn(ctx).Where("client_id IN ?", part).Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	return out, err
}

// PutValues writes values over those that exist.
func (s Attributes) PutValues(ctx context.Context, values []client.Value) error {
	return s.insertRows(ctx, valueTable, true, len(values), func(i int, dst []any) {
		v := values[i]
		copy(dst, []any{v.ClientID, v.AttributeID, v.TextValue, v.NumberValue, null(v.DayValue)})
	})
}

// DeleteValues removes values.
func (s Attributes) DeleteValues(ctx context.Context, values []client.Value) error {
	return s.deletePairs(ctx, "client_attribute", "client_id", "attribute_id", len(values), func(i int) (any, any) {
		return values[i].ClientID, values[i].AttributeID
	})
}

// HasValues says whether any client has a value of an attribute, among the texts where they are given.
func (s Attributes) HasValues(ctx context.Context, attribute id.ID, texts []string) (bool, error) {
	q := s.conn(ctx).Model(&client.Value{}).Select("client_id").Where("attribute_id = ?", attribute)
	var found []id.ID
	err := anyOf(q, "text_value", texts).Limit(1).Find(&found).Error
	return len(found) > 0, err
}

var _ client.AttributeStore = Attributes{}
