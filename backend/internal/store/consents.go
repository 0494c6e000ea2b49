package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/privacy"
)

// Consents keeps consents, what holds of them, and suppressions.
type Consents struct{ *DB }

// NewConsents gives the consents of a database.
func NewConsents(db *DB) Consents { return Consents{db} }

var consentTable = columns("consent", "id,client_id,channel,purpose,state,at,source,place,wording,proof,recorded_by,recorded_at", "id", "")

var currentTable = columns("consent_current", "client_id,channel,purpose,state,at,consent_id", "client_id,channel,purpose", "state,at,consent_id")

var suppressionTable = columns("suppression", "channel,address_key,reason,at,client_id", "channel,address_key", "")

var consentList = lister[privacy.Row]{
	idColumn: "n.id", id: func(c privacy.Row) id.ID { return c.ID }, standard: "-at",
	sorts: map[string]sortBy[privacy.Row]{"at": {"n.at", func(c privacy.Row) any { return c.At }}},
}

// LockClients locks clients until the transaction ends and gives those that exist.
func (db *DB) LockClients(ctx context.Context, ids []id.ID) (map[id.ID]bool, error) {
	return db.clientsAmong(ctx, ids, " ORDER BY id"+db.dialect.rowLock())
}

// ClientExists says which of the ids are clients.
func (db *DB) ClientExists(ctx context.Context, ids []id.ID) (map[id.ID]bool, error) {
	return db.clientsAmong(ctx, ids, "")
}

func (db *DB) clientsAmong(ctx context.Context, ids []id.ID, tail string) (map[id.ID]bool, error) {
	out := make(map[id.ID]bool, len(ids))
	err := chunks(ids, maxBatch, func(part []id.ID) error {
		var found []id.ID
		err := db.conn(ctx).Raw("SELECT id FROM client WHERE id IN ?"+tail, part).Scan(&found).Error
		for _, v := range found {
			out[v] = true
		}
		return err
	})
	return out, err
}

// ClientIDs gives the clients of one source by reference.
func (db *DB) ClientIDs(ctx context.Context, source string, refs []string) (map[string]id.ID, error) {
	return db.idsBy(ctx, "SELECT value AS name, client_id AS id FROM client_identity WHERE source = ? AND kind = 'reference' AND value IN ?", refs, source)
}

// Among gives the stored consents that have a client and a time in common with the given ones.
func (s Consents) Among(ctx context.Context, consents []privacy.Consent) ([]privacy.Consent, error) {
	var out []privacy.Consent
	err := chunks(consents, maxBatch, func(part []privacy.Consent) error {
		clients, times := make([]any, len(part)), make([]any, len(part))
		for i, c := range part {
			clients[i], times[i] = c.ClientID, c.At
		}
		var rows []privacy.Consent
		err := s.conn(ctx).Where("client_id IN ? AND at IN ?", clients, times).Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	return out, err
}

// CurrentOf gives what holds for clients.
func (s Consents) CurrentOf(ctx context.Context, clients []id.ID) ([]privacy.Current, error) {
	out := []privacy.Current{}
	err := chunks(clients, maxBatch, func(part []id.ID) error {
		var rows []privacy.Current
		err := s.conn(ctx).Where("client_id IN ?", part).Order("client_id, channel, purpose").Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	return out, err
}

// AppendConsents writes new consents.
func (s Consents) AppendConsents(ctx context.Context, rows []privacy.Consent) error {
	err := s.insertRows(ctx, consentTable, false, len(rows), func(i int, dst []any) {
		c := rows[i]
		copy(dst, []any{c.ID, c.ClientID, c.Channel, c.Purpose, c.State, c.At, c.Source, c.Place, c.Wording, c.Proof, c.RecordedBy, c.RecordedAt})
	})
	return s.fail(err, "consent")
}

// PutCurrent writes what holds.
func (s Consents) PutCurrent(ctx context.Context, rows []privacy.Current) error {
	return s.insertRows(ctx, currentTable, true, len(rows), func(i int, dst []any) {
		c := rows[i]
		copy(dst, []any{c.ClientID, c.Channel, c.Purpose, c.State, c.At, c.ConsentID})
	})
}

// Consent gives one consent.
func (s Consents) Consent(ctx context.Context, v id.ID) (privacy.Row, error) {
	var r privacy.Row
	return r, s.fail(s.rows(ctx).Where("n.id = ?", v).Take(&r).Error, "consent")
}

func (s Consents) rows(ctx context.Context) *gorm.DB {
	return s.conn(ctx).Table("consent n").Joins("LEFT JOIN user_account u ON u.id = n.recorded_by").Select("n.*, COALESCE(u.name, '') AS recorded_by_name")
}

// Consents lists the consents of a client.
func (s Consents) Consents(ctx context.Context, client id.ID, w page.Window) (page.List[privacy.Row], error) {
	return consentList.read(ctx, s.DB, s.rows(ctx).Where("n.client_id = ?", client), w)
}

// Suppressed gives the suppressions among addresses of a channel.
func (s Consents) Suppressed(ctx context.Context, channel string, keys []string) (map[string]privacy.Suppression, error) {
	out := map[string]privacy.Suppression{}
	err := chunks(keys, maxBatch, func(part []string) error {
		var rows []privacy.Suppression
		err := s.conn(ctx).Where("channel = ? AND address_key IN ?", channel, part).Find(&rows).Error
		for _, r := range rows {
			out[r.AddressKey] = r
		}
		return err
	})
	return out, err
}

// PutSuppressions adds suppressions; those that exist are kept.
func (s Consents) PutSuppressions(ctx context.Context, rows []privacy.Suppression) error {
	return s.insertRows(ctx, suppressionTable, true, len(rows), func(i int, dst []any) {
		r := rows[i]
		copy(dst, []any{r.Channel, r.AddressKey, r.Reason, r.At, null(r.ClientID)})
	})
}

// DeleteSuppression removes one suppression.
func (s Consents) DeleteSuppression(ctx context.Context, channel, key string) error {
	n, err := s.exec(ctx, "DELETE FROM suppression WHERE channel = ? AND address_key = ?", channel, key)
	if err == nil && n == 0 {
		return fault.NotFound("suppression")
	}
	return err
}

var _ privacy.Store = Consents{}
