package offer

import (
	"slices"

	"clientele/internal/id"
)

// Facts is what decisions know of one client. The zero value is nobody: a visitor without an account.
type Facts struct {
	Client    id.ID
	Language  string              // as stored, such as "fr"
	Segments  []id.ID             // static and rule segments, whatever their state
	Classes   map[string]string   // class values of the published run by measure ("abc" = "A")
	Complaint bool                // a complaint is open
	Refused   map[string][]string // purposes whose consent is refused or withdrawn, by channel
	Caps      CapState
	Figures   *Figures // of the published run; only where some formula asks for them

	packed *packed // classes and segments of remembered facts, whose Classes and Segments are empty
}

// refuses says whether the client refused a purpose on a channel.
func (f *Facts) refuses(channel, purpose string) bool {
	return f.Refused != nil && slices.Contains(f.Refused[channel], purpose)
}

// holdsCode says whether the client holds a unique code of an offer.
func (f *Facts) holdsCode(offer id.ID) bool { return slices.Contains(f.Caps.Held, offer) }

// Key names a client by the reference of a source.
type Key struct{ Source, Reference string }
