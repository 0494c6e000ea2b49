package store

import (
	"context"
	"slices"

	"clientele/internal/id"
	"clientele/internal/job"
	"clientele/internal/page"
	"clientele/internal/privacy"
	"clientele/internal/rule"
	"clientele/internal/segment"
)

// SegmentRules keeps rule segments and the memberships that follow from their rules.
type SegmentRules struct {
	Segments
	rules Rules
}

// NewSegmentRules gives the rule segments of a database.
func NewSegmentRules(db *DB) SegmentRules { return SegmentRules{NewSegments(db), NewRules(db)} }

// Schema gives what rules can speak of.
func (s SegmentRules) Schema(ctx context.Context) (rule.Schema, error) { return s.rules.Schema(ctx) }

// Facts reads what rules ask of clients.
func (s SegmentRules) Facts(ctx context.Context, l *rule.Layout, clients []id.ID) ([]rule.Facts, error) {
	return s.rules.Facts(ctx, l, clients)
}

// RuleVersions gives the versions of the active rule segments.
func (s SegmentRules) RuleVersions(ctx context.Context) (map[id.ID]int64, error) {
	var rows []struct {
		ID      id.ID
		Version int64
	}
	err := s.conn(ctx).Raw("SELECT id, version FROM segment WHERE kind = 'rule' AND state = 'active'").Scan(&rows).Error
	out := make(map[id.ID]int64, len(rows))
	for _, r := range rows {
		out[r.ID] = r.Version
	}
	return out, err
}

// CatalogueVersion changes whenever a category is added or changed.
func (s SegmentRules) CatalogueVersion(ctx context.Context) (n int64, err error) {
	return n, s.conn(ctx).Raw("SELECT COALESCE(SUM(version), 0) FROM product_category").Scan(&n).Error
}

// ActiveRules gives the active rule segments.
func (s SegmentRules) ActiveRules(ctx context.Context) ([]segment.Segment, error) {
	var out []segment.Segment
	return out, s.conn(ctx).Where("kind = 'rule' AND state = 'active'").Order("id").Find(&out).Error
}

// Some gives the segments with the ids that exist, without their rules.
func (s SegmentRules) Some(ctx context.Context, ids []id.ID) (out []segment.Segment, err error) {
	err = chunks(ids, maxBatch, func(part []id.ID) error {
		var rows []segment.Segment
		err := s.conn(ctx).Omit("rule").Where("id IN ?", part).Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	return out, err
}

// SetUses notes which segments a rule names.
func (s SegmentRules) SetUses(ctx context.Context, v id.ID, used []id.ID) error {
	if _, err := s.exec(ctx, "DELETE FROM segment_use WHERE segment_id = ?", v); err != nil {
		return err
	}
	t := columns("segment_use", "segment_id,used_id", "segment_id,used_id", "")
	return s.insertRows(ctx, t, true, len(used), func(i int, dst []any) { dst[0], dst[1] = v, used[i] })
}

// Owned gives the hidden segments of owners that are not archived.
func (s SegmentRules) Owned(ctx context.Context, noun string, owners []id.ID) (out []segment.Segment, err error) {
	err = chunks(owners, maxBatch, func(part []id.ID) error {
		var rows []segment.Segment
		err := s.conn(ctx).Where("owner_noun = ? AND owner_id IN ? AND state = 'active'", noun, part).Order("id").Find(&rows).Error
		out = append(out, rows...)
		return err
	})
	return out, err
}

// SetJob notes the job that works out the members of segments.
func (s SegmentRules) SetJob(ctx context.Context, segments []id.ID, job id.ID) error {
	_, err := s.exec(ctx, "UPDATE segment SET job_id = ? WHERE id IN ("+marks(len(segments))+")", append([]any{job}, anys(segments)...)...)
	return err
}

// Built notes that a segment's members are what its rule says, or why its rule cannot be asked.
func (s SegmentRules) Built(ctx context.Context, v id.ID, problem string) error {
	if problem != "" {
		_, err := s.exec(ctx, "UPDATE segment SET problem = ? WHERE id = ?", page.Cut(problem, 500), v)
		return err
	}
	_, err := s.exec(ctx, "UPDATE segment SET built_at = ?, problem = '' WHERE id = ?", s.clock.Now(), v)
	return err
}

// Waiting gives a job that has not begun.
func (s SegmentRules) Waiting(ctx context.Context, kind string, subject id.ID, params string) (job.Job, error) {
	var out job.Job
	err := s.conn(ctx).Where("subject_noun = 'segment' AND subject_id = ? AND kind = ? AND state = ? AND params = ?", subject, kind, job.Queued, params).Order("id").Take(&out).Error
	return out, s.fail(err, "job")
}

// Running says whether a job of one of the kinds is at work.
func (s SegmentRules) Running(ctx context.Context, kinds []string) (bool, error) {
	var ids []id.ID
	err := s.conn(ctx).Model(&job.Job{}).Select("id").Where("state = ? AND kind IN ? AND lease_until >= ?", job.Running, kinds, s.clock.Now()).Limit(1).Scan(&ids).Error
	return len(ids) > 0, err
}

// Count counts the clients that meet a rule.
func (s SegmentRules) Count(ctx context.Context, b *rule.Bound) (n int64, err error) {
	where, args, err := s.rules.Compile(ctx, b)
	if err != nil {
		return 0, err
	}
	err = s.conn(ctx).Statement.ConnPool.QueryRowContext(ctx, s.bounded(ctx, "SELECT COUNT(*) FROM client c WHERE "+where), args...).Scan(&n)
	return n, err
}

// Matching gives every client that meets a rule, in order.
func (s SegmentRules) Matching(ctx context.Context, b *rule.Bound) ([]id.ID, error) {
	where, args, err := s.rules.Compile(ctx, b)
	if err != nil {
		return nil, err
	}
	out, err := s.stream(ctx, s.bounded(ctx, "SELECT c.id FROM client c WHERE "+where), args...)
	slices.Sort(out)
	return out, err
}

// MemberIDs gives every member of a segment with member rows, in order.
func (s SegmentRules) MemberIDs(ctx context.Context, v id.ID) ([]id.ID, error) {
	return s.stream(ctx, "SELECT client_id FROM segment_member WHERE segment_id = ? ORDER BY client_id", v)
}

// stream reads ids one by one: there may be millions.
func (s SegmentRules) stream(ctx context.Context, query string, args ...any) (out []id.ID, err error) {
	rows, err := s.conn(ctx).Statement.ConnPool.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var v int64
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, id.ID(v))
	}
	return out, rows.Err()
}

// Base counts the clients that rules are asked of.
func (s SegmentRules) Base(ctx context.Context) (int64, error) {
	var n int64
	return n, s.conn(ctx).Raw("SELECT COUNT(*) FROM client c WHERE c.merged_into IS NULL").Scan(&n).Error
}

// reachable is the clients c that may be written to, by channel g.channel: its conditions are joined to another WHERE, and it is grouped by channel.
// Bound: the purpose.
const reachable = ` JOIN consent_current g ON g.client_id = c.id AND g.purpose = ? AND g.state = 'granted' AND c.state = 'active'
	LEFT JOIN suppression s ON s.channel = g.channel AND s.address_key = CASE g.channel WHEN 'email' THEN c.email_key ELSE c.phone_key END `

// addressed is the condition that client c has an address on channel g.channel that is not suppressed.
const addressed = `s.address_key IS NULL AND (g.channel = 'email' AND c.email_key <> '' OR g.channel IN ('sms', 'phone') AND c.phone_key <> ''
	OR g.channel = 'mail' AND c.line1 <> '' AND c.city <> '' OR g.channel IN ('push', 'mobile'))`

// ReachOf counts a rule's clients that may be written to for marketing, by channel.
func (s SegmentRules) ReachOf(ctx context.Context, b *rule.Bound) (segment.Reach, error) {
	where, args, err := s.rules.Compile(ctx, b)
	if err != nil {
		return segment.Reach{}, err
	}
	return s.reach(ctx, "client c", nil, where, args)
}

// reach counts the clients c of a FROM part and a condition that may be written to.
func (db *DB) reach(ctx context.Context, from string, fromArgs []any, where string, args []any) (segment.Reach, error) {
	var out segment.Reach
	rows, err := db.conn(ctx).Statement.ConnPool.QueryContext(ctx, db.bounded(ctx, "SELECT g.channel, COUNT(*) FROM "+from+reachable+"WHERE "+addressed+" AND ("+where+") GROUP BY g.channel"),
		append(append(append([]any{}, fromArgs...), privacy.Marketing), args...)...)
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	by := map[string]*int64{"email": &out.Email, "sms": &out.SMS, "phone": &out.Phone, "mail": &out.Mail, "push": &out.Push, "mobile": &out.Push}
	for rows.Next() {
		var channel string
		var n int64
		if err := rows.Scan(&channel, &n); err != nil {
			return out, err
		}
		if to, ok := by[channel]; ok {
			*to += n
		}
	}
	return out, rows.Err()
}

var _ segment.RuleStore = SegmentRules{}
