package segment

import (
	"context"
	"strconv"
	"strings"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// SetState archives a segment or brings it back; the members of a rule segment that is brought back are worked out again. A segment that
// something at work names (Use.AtWork) cannot be archived.
func (r *Rules) SetState(ctx context.Context, by account.Actor, v id.ID, state string) (out Segment, err error) {
	err = r.Tx.InTx(ctx, func(ctx context.Context) error {
		if state == Archived {
			if err := r.unused(ctx, v); err != nil {
				return err
			}
		}
		if out, err = r.segments.SetState(ctx, v, state); err != nil || out.Kind != Rule || state != Active {
			return err
		}
		if _, err := r.checked(ctx, out, []byte(out.Rule)); err != nil {
			return fault.Conflict("rule_out_of_date", "The rule names what is no more; it cannot be brought back as it is.")
		}
		j, err := r.rebuild(ctx, by, v, 0)
		out.JobID = &j.ID
		return err
	})
	return out, err
}

// unused refuses a segment that something at work names: it would change under the hands of whoever made that.
func (r *Rules) unused(ctx context.Context, v id.ID) error {
	uses, err := r.Store.Uses(ctx, v)
	if err != nil {
		return err
	}
	var names []string
	for _, u := range uses {
		if u.AtWork() {
			names = append(names, u.Noun+" "+strconv.Quote(u.Name))
		}
	}
	if len(names) > 0 {
		more := ""
		if n := len(names) - 5; n > 0 {
			more = " and " + strconv.Itoa(n) + " more"
		}
		return fault.Conflict("segment_in_use", "This segment is in use: "+strings.Join(names[:min(len(names), 5)], ", ")+more+".")
	}
	return nil
}

// Copy adds a segment like another: a rule segment of the same rule, or a list of another's present members.
func (r *Rules) Copy(ctx context.Context, by account.Actor, v id.ID, name string) (Segment, error) {
	s, err := r.segments.ByID(ctx, v)
	switch {
	case err != nil:
		return s, err
	case s.Hidden():
		return s, fault.Conflict("owned_segment", "This segment belongs to another record.")
	case s.Kind == Rule:
		return r.Create(ctx, by, name, s.Description, []byte(s.Rule))
	}
	return r.segments.CreateStatic(ctx, by, name, s.Description, nil, v)
}

// passSetting names the setting that holds the day of the last daily pass.
const passSetting = "segment_daily_pass"

// Tick starts the daily pass when a new day has begun in the organisation's time zone, once over all processes.
func (r *Rules) Tick(ctx context.Context) error {
	m, err := r.moment(ctx)
	if err != nil {
		return err
	}
	text, version, err := r.Settings.Setting(ctx, passSetting)
	if err != nil {
		return err
	}
	if last, err := strconv.ParseInt(text, 10, 64); err == nil && last >= int64(m.Today) {
		return nil
	}
	err = r.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := r.Settings.PutSetting(ctx, passSetting, strconv.FormatInt(int64(m.Today), 10), version); err != nil {
			return err
		}
		versions, err := r.Store.RuleVersions(ctx)
		if err != nil || len(versions) == 0 {
			return err
		}
		return r.later(ctx, Daily, 0)
	})
	if fault.Code(err) == "stale_version" {
		return nil
	}
	return err
}
