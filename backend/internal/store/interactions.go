package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/id"
	"clientele/internal/interaction"
	"clientele/internal/page"
)

// Interactions keeps interactions.
type Interactions struct{ *DB }

// NewInteractions gives the interactions of a database.
func NewInteractions(db *DB) Interactions { return Interactions{db} }

const interactionColumns = "id,version,source,reference,client_id,contact_id,at,channel,direction,kind,subject,body,user_id,campaign_id,created_at,updated_at"

var interactionTable = columns("interaction", interactionColumns, "id", updatable(interactionColumns, "id", "source", "reference", "created_at"))

var interactionList = lister[interaction.Row]{
	idColumn: "i.id", id: func(r interaction.Row) id.ID { return r.ID }, standard: "-at",
	sorts: map[string]sortBy[interaction.Row]{"at": {"i.at", func(r interaction.Row) any { return r.At }}},
}

// ByID gives one interaction.
func (s Interactions) ByID(ctx context.Context, v id.ID) (interaction.Interaction, error) {
	var i interaction.Interaction
	return i, s.fail(s.conn(ctx).Where("id = ?", v).Take(&i).Error, "interaction")
}

func (s Interactions) rows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("interaction i").
		Joins("LEFT JOIN client c ON c.id = i.client_id").Joins("LEFT JOIN contact k ON k.id = i.contact_id").Joins("LEFT JOIN user_account u ON u.id = i.user_id").
		Select("i.*, COALESCE(c.name, '') AS client_name, COALESCE(k.name, '') AS contact_name, COALESCE(u.name, '') AS user_name")
}

// Row gives one interaction with the names of client, contact and user.
func (s Interactions) Row(ctx context.Context, v id.ID) (interaction.Row, error) {
	var r interaction.Row
	return r, s.fail(s.rows(ctx).Where("i.id = ?", v).Take(&r).Error, "interaction")
}

// List gives interactions with the names of client, contact and user.
func (s Interactions) List(ctx context.Context, f interaction.Filter, w page.Window) (page.List[interaction.Row], error) {
	q := s.rows(ctx)
	for column, v := range map[string]id.ID{"i.client_id": f.ClientID, "i.contact_id": f.ContactID, "i.user_id": f.UserID, "i.campaign_id": f.CampaignID} {
		if v != 0 {
			q = q.Where(column+" = ?", v)
		}
	}
	q = anyOf(anyOf(anyOf(anyOf(q, "i.channel", f.Channels), "i.direction", f.Directions), "i.kind", f.Kinds), "i.source", f.Sources)
	if f.From != nil {
		q = q.Where("i.at >= ?", *f.From)
	}
	if f.Until != nil {
		q = q.Where("i.at < ?", *f.Until)
	}
	return interactionList.read(ctx, s.DB, q, w)
}

// ByReferences gives the interactions of one source by reference.
func (s Interactions) ByReferences(ctx context.Context, source string, refs []string) (map[string]interaction.Interaction, error) {
	return byReference(ctx, s.DB, source, refs, func(v interaction.Interaction) *string { return v.Reference })
}

// ContactClients gives the client of each contact.
func (db *DB) ContactClients(ctx context.Context, contacts []id.ID) (map[id.ID]id.ID, error) {
	return db.ownersOf(ctx, "SELECT id, client_id AS owner FROM contact WHERE id IN ?", contacts)
}

// ownersOf reads pairs of a record and the record it belongs to.
func (db *DB) ownersOf(ctx context.Context, query string, ids []id.ID) (map[id.ID]id.ID, error) {
	out := make(map[id.ID]id.ID, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []struct{ ID, Owner id.ID }
		err := db.conn(ctx).Raw(query, part).Scan(&rows).Error
		for _, r := range rows {
			out[r.ID] = r.Owner
		}
		return err
	})
	return out, err
}

// Write inserts or overwrites interactions.
func (s Interactions) Write(ctx context.Context, rows []interaction.Interaction, fresh bool) error {
	err := s.insertRows(ctx, interactionTable, !fresh, len(rows), func(i int, dst []any) {
		v := rows[i]
		copy(dst, []any{v.ID, v.Version, v.Source, v.Reference, v.ClientID, null(v.ContactID), v.At, v.Channel, v.Direction, v.Kind, v.Subject, v.Body,
			null(v.UserID), null(v.CampaignID), v.CreatedAt, v.UpdatedAt})
	})
	return s.fail(err, "interaction")
}

// Replace writes one interaction whose stored version is still the given one.
func (s Interactions) Replace(ctx context.Context, v interaction.Interaction, version int64) (interaction.Interaction, error) {
	v.Version, v.UpdatedAt = version+1, s.clock.Now()
	return v, s.replace(ctx, &v, "interaction", version)
}

var _ interaction.Store = Interactions{}
