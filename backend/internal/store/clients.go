package store

import (
	"context"

	"gorm.io/gorm"

	"clientele/internal/client"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Clients keeps clients with their identities and search words.
type Clients struct{ *DB }

// NewClients gives the clients of a database.
func NewClients(db *DB) Clients { return Clients{db} }

// NewID gives an id for a new record.
func (db *DB) NewID() id.ID { return db.ids.Next() }

// NewIDs gives as many fresh ids as there is room for.
func (db *DB) NewIDs(all []id.ID) { db.ids.Fill(all) }

const clientColumns = `id,version,source,reference,kind,state,name,name_key,title,first_name,last_name,company_name,email,email_key,phone,phone_key,
language,time_zone,birth_day,gender,occupation,household_size,income_band,interests,preferred_channel,line1,line2,postcode,city,city_key,region,country,
latitude,longitude,acquisition_source,acquisition_day,acquisition_cost_minor,owner_id,parent_id,division_id,risk,is_reference,note,merged_into,content_hash,created_at,updated_at`

var clientTable = columns("client", clientColumns, "id", updatable(clientColumns, "id", "created_at", "source", "merged_into"))

// updatable lists columns without those that an upsert leaves alone.
func updatable(cols string, keep ...string) string {
	out := ""
next:
	for _, c := range split(cols) {
		for _, k := range keep {
			if c == k {
				continue next
			}
		}
		if out != "" {
			out += ","
		}
		out += c
	}
	return out
}

func clientRow(c client.Client, dst []any) {
	copy(dst, []any{c.ID, c.Version, c.Source, c.Reference, c.Kind, c.State, c.Name, c.NameKey, c.Title, c.FirstName, c.LastName, c.CompanyName, c.Email, c.EmailKey,
		c.Phone, c.PhoneKey, c.Language, c.TimeZone, c.BirthDay, c.Gender, c.Occupation, c.HouseholdSize, c.IncomeBand, c.Interests, c.PreferredChannel,
		c.Line1, c.Line2, c.Postcode, c.City, c.CityKey, c.Region, c.Country, c.Latitude, c.Longitude, c.AcquisitionSource, c.AcquisitionDay, c.AcquisitionCostMinor,
		c.OwnerID, c.ParentID, c.DivisionID, c.Risk, c.IsReference, c.Note, c.MergedInto, c.ContentHash, c.CreatedAt, c.UpdatedAt})
}

// activeClients counts the clients that are not archived.
const activeClients = "client_active"

// Active gives the number of clients that are not archived.
func (s Clients) Active(ctx context.Context) (int64, error) { return s.counted(ctx, activeClients) }

// ByID gives one client.
func (s Clients) ByID(ctx context.Context, v id.ID) (client.Client, error) {
	var c client.Client
	return c, s.fail(s.conn(ctx).Where("id = ?", v).Take(&c).Error, "client")
}

// ByKeys gives the clients of one source by reference. A client that was merged answers for the one it was merged into.
func (s Clients) ByKeys(ctx context.Context, source string, refs []string) (map[string]client.Client, error) {
	out := make(map[string]client.Client, len(refs))
	err := chunks(refs, maxBatch, func(part []string) error {
		var rows []struct {
			Value string
			client.Client
		}
		err := s.conn(ctx).Raw("SELECT i.value, c.* FROM client_identity i JOIN client c ON c.id = i.client_id WHERE i.source = ? AND i.kind = 'reference' AND i.value IN ?",
			source, part).Scan(&rows).Error
		for _, r := range rows {
			out[r.Value] = r.Client
		}
		return err
	})
	return out, err
}

// Write inserts or overwrites clients, their identities and search words.
func (s Clients) Write(ctx context.Context, clients []client.Client, fresh bool) error {
	if len(clients) == 0 {
		return nil
	}
	if err := s.insertRows(ctx, clientTable, !fresh, len(clients), func(i int, dst []any) { clientRow(clients[i], dst) }); err != nil {
		return s.fail(err, "client")
	}
	if err := s.identify(ctx, clients, fresh); err != nil {
		return s.fail(err, "client")
	}
	ids := make([]id.ID, len(clients))
	active := int64(0)
	for i, c := range clients {
		ids[i] = c.ID
		if c.State == client.Active {
			active++
		}
	}
	if fresh {
		if err := s.bump(ctx, activeClients, active); err != nil {
			return err
		}
	}
	return s.index(ctx, "client", ids, func(i int) []string { return clients[i].SearchTexts() }, fresh)
}

func (s Clients) identify(ctx context.Context, clients []client.Client, fresh bool) error {
	var named []client.Client
	for _, c := range clients {
		if c.Reference != nil {
			named = append(named, c)
		}
	}
	t := columns("client_identity", "source,kind,value,client_id,created_at", "source,kind,value", "")
	return s.insertRows(ctx, t, !fresh, len(named), func(i int, dst []any) {
		c := named[i]
		copy(dst, []any{c.Source, "reference", *c.Reference, c.ID, c.UpdatedAt})
	})
}

// Replace writes one client whose stored version is still the given one.
func (s Clients) Replace(ctx context.Context, c client.Client, version int64) (client.Client, error) {
	old, err := s.ByID(ctx, c.ID)
	if err != nil {
		return c, err
	}
	c.Version, c.UpdatedAt = version+1, s.clock.Now()
	if err := s.replace(ctx, &c, "client", version); err != nil {
		return c, err
	}
	switch {
	case old.State == c.State:
	case c.State == client.Active:
		err = s.bump(ctx, activeClients, 1)
	case old.State == client.Active:
		err = s.bump(ctx, activeClients, -1)
	}
	if err != nil {
		return c, err
	}
	return c, s.index(ctx, "client", []id.ID{c.ID}, func(int) []string { return c.SearchTexts() }, false)
}

// clientsWhere narrows a query over client c by everything in a filter but the classes of its figure (see inClasses).
func (s Clients) clientsWhere(ctx context.Context, q *gorm.DB, f client.Filter, k classed) (*gorm.DB, error) {
	q = s.searched(q, "c.id", "client", f.Query)
	q = anyOf(anyOf(q, "c.kind", f.Kinds), "c.source", f.Sources)
	q = anyOf(anyOf(q, "c.country", f.Countries), "c.reference", f.References)
	if len(f.States) == 0 {
		f.States = []string{client.Active}
	}
	q = q.Where("c.state IN ? AND c.merged_into IS NULL", f.States)
	if f.City != "" {
		q = q.Where("c.city_key = ?", f.City)
	}
	if f.OwnerID != 0 {
		q = q.Where("c.owner_id = ?", f.OwnerID)
	}
	if f.Prospect != nil {
		word := "EXISTS"
		if *f.Prospect {
			word = "NOT EXISTS"
		}
		q = q.Where(word + " (SELECT 1 FROM sales_order o WHERE o.client_id = c.id AND o.counted = 1 AND o.kind = 'sale')")
	}
	q = k.related(lacking(described(q, f), f.Without, k), f.Relationships)
	if f.SegmentID != 0 {
		sub, args, err := s.membersOf(ctx, []id.ID{f.SegmentID})
		if fault.Is(err, fault.KindNotFound) {
			return q.Where("1 = 0"), nil
		}
		if err != nil {
			return q, err
		}
		q = q.Where("c.id IN ("+sub+")", args...)
	}
	return q, nil
}
