package store

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/segment"
)

// Segments keeps segments and their members.
type Segments struct{ *DB }

// NewSegments gives the segments of a database.
func NewSegments(db *DB) Segments { return Segments{db} }

var segmentList = lister[segment.Segment]{
	idColumn: "id", id: func(s segment.Segment) id.ID { return s.ID }, standard: "name",
	sorts: map[string]sortBy[segment.Segment]{
		"name":       {"name_key", func(s segment.Segment) any { return s.NameKey }},
		"members":    {"members", func(s segment.Segment) any { return s.Members }},
		"created_at": {"id", func(s segment.Segment) any { return s.ID }},
	},
}

// ByID gives one segment.
func (s Segments) ByID(ctx context.Context, v id.ID) (segment.Segment, error) {
	var out segment.Segment
	return out, s.fail(s.conn(ctx).Where("id = ?", v).Take(&out).Error, "segment")
}

// List gives segments without their rules; hidden ones are left out.
func (s Segments) List(ctx context.Context, f segment.Filter, w page.Window) (page.List[segment.Segment], error) {
	q := s.conn(ctx).Model(&segment.Segment{}).Omit("rule").Where("owner_noun = ''")
	if f.Query != "" {
		key := page.Fold(f.Query)
		q = q.Where("name_key >= ? AND name_key < ?", key, upper(key))
	}
	if len(f.States) == 0 {
		f.States = []string{"active"}
	}
	q = anyOf(anyOf(anyOf(q, "state", f.States), "kind", f.Kinds), "measure", f.Measures)
	return segmentList.read(ctx, s.DB, q, w)
}

// Create writes a new segment; its code is its id where it has none.
func (s Segments) Create(ctx context.Context, v segment.Segment) (segment.Segment, error) {
	now := s.clock.Now()
	v.ID, v.Version, v.CreatedAt, v.UpdatedAt = s.ids.Next(), 1, now, now
	if v.Code == "" {
		v.Code = v.ID.String()
	}
	return v, s.fail(s.conn(ctx).Create(&v).Error, "segment")
}

// Replace writes a segment whose stored version is still the given one; the count of members is kept apart.
func (s Segments) Replace(ctx context.Context, v segment.Segment, version int64) (segment.Segment, error) {
	v.Version, v.UpdatedAt = version+1, s.clock.Now()
	r := s.conn(ctx).Model(&v).Where("version = ?", version).Select("version", "name", "name_key", "description", "rule", "state", "updated_at").Updates(&v)
	if r.Error == nil && r.RowsAffected == 0 {
		return v, fault.Stale("segment")
	}
	return v, s.fail(r.Error, "segment")
}

// Add makes clients members of a static segment, at most 1,000.
func (s Segments) Add(ctx context.Context, v id.ID, clients []id.ID) (int64, error) {
	return s.move(ctx, v, clients, "join")
}

// Remove takes clients out of a static segment, at most 1,000.
func (s Segments) Remove(ctx context.Context, v id.ID, clients []id.ID) (int64, error) {
	return s.move(ctx, v, clients, "leave")
}

// move writes the joins or leaves that change something: members, history and count.
func (s Segments) move(ctx context.Context, v id.ID, clients []id.ID, how string) (int64, error) {
	if len(clients) == 0 {
		return 0, nil
	}
	query := "SELECT c.id FROM client c WHERE c.id IN ? AND NOT EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_id = ? AND m.client_id = c.id)"
	if how == "leave" {
		query = "SELECT m.client_id FROM segment_member m WHERE m.client_id IN ? AND m.segment_id = ?"
	}
	var moved []id.ID
	if err := s.conn(ctx).Raw(query, clients, v).Scan(&moved).Error; err != nil || len(moved) == 0 {
		return 0, err
	}
	now := s.clock.Now()
	by := int64(len(moved))
	if how == "join" {
		t := columns("segment_member", "segment_id,client_id,joined_at", "segment_id,client_id", "")
		if err := s.insertRows(ctx, t, true, len(moved), func(i int, dst []any) { dst[0], dst[1], dst[2] = v, moved[i], now }); err != nil {
			return 0, err
		}
	} else {
		by = -by
		_, err := s.exec(ctx, "DELETE FROM segment_member WHERE segment_id = ? AND client_id IN ("+marks(len(moved))+")", append([]any{v}, anys(moved)...)...)
		if err != nil {
			return 0, err
		}
	}
	t := columns("segment_move", "id,segment_id,client_id,move,at", "id", "")
	if err := s.insertRows(ctx, t, false, len(moved), func(i int, dst []any) { copy(dst, []any{s.ids.Next(), v, moved[i], how, now}) }); err != nil {
		return 0, err
	}
	_, err := s.exec(ctx, "UPDATE segment SET members = members + ?, updated_at = ? WHERE id = ?", by, now, v)
	return int64(len(moved)), err
}

// AddFrom makes every present member of another segment a member of a static one, 1,000 a transaction.
func (s Segments) AddFrom(ctx context.Context, v, other id.ID) (int64, error) {
	sub, args, err := s.membersOf(ctx, []id.ID{other})
	if err != nil {
		return 0, err
	}
	total, after := int64(0), id.ID(0)
	for {
		var ids []id.ID
		err := s.read.WithContext(ctx).Raw("SELECT x.client_id FROM ("+sub+") x WHERE x.client_id > ? ORDER BY x.client_id LIMIT 1000", append(append([]any{}, args...), after)...).Scan(&ids).Error
		if err != nil || len(ids) == 0 {
			return total, err
		}
		after = ids[len(ids)-1]
		n := int64(0)
		err = s.InTx(ctx, func(ctx context.Context) error {
			var err error
			if n, err = s.Add(ctx, v, ids); err != nil {
				return err
			}
			return NewOutbox(s.DB).Append(ctx, event.OfClients(event.MembersChanged, "segment", ids)...)
		})
		if err != nil {
			return total, err
		}
		total += n
	}
}

// Of gives the active segments that hold a client.
func (s Segments) Of(ctx context.Context, client id.ID) ([]segment.Segment, error) {
	ids, err := s.segmentsOf(ctx, client)
	if err != nil || len(ids) == 0 {
		return []segment.Segment{}, err
	}
	var out []segment.Segment
	err = s.conn(ctx).Where("id IN ? AND owner_noun = ''", ids).Omit("rule").Order("name_key").Find(&out).Error
	return out, err
}

var _ segment.Store = Segments{}
