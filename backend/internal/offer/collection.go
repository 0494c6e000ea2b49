package offer

import (
	"slices"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Collection is a named group of offers that strategies choose from: the offers it lists, and those that its kinds and tags describe.
type Collection struct {
	ID          id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version     int64
	Code        string
	Name        string
	NameKey     string
	Description string
	State       string
	Content     Content `gorm:"serializer:json"`
	CreatedBy   id.ID
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TableName is the table's name.
func (Collection) TableName() string { return "collection" }

// Content says which offers belong to a collection: those of the list, and where Kinds or Tags are given every offer of one of the kinds
// (none given: of any) that bears one of the tags (none given: whatever it bears).
type Content struct {
	Offers []id.ID  `json:"offer_ids,omitempty"`
	Kinds  []string `json:"kinds,omitempty"`
	Tags   []string `json:"tags,omitempty"`
}

// The limits of a collection, and of tags.
const (
	MaxCollected = 500
	MaxTags      = 30
	maxTag       = 64
)

// holds says whether an offer belongs to the collection.
func (c *Content) holds(o *Offer) bool {
	if slices.Contains(c.Offers, o.ID) {
		return true
	}
	if len(c.Kinds) == 0 && len(c.Tags) == 0 {
		return false
	}
	return (len(c.Kinds) == 0 || slices.Contains(c.Kinds, o.Kind)) &&
		(len(c.Tags) == 0 || slices.ContainsFunc(c.Tags, func(t string) bool { return slices.Contains(o.Tags, t) }))
}

// Complete trims the texts and fills defaults and keys.
func (c *Collection) Complete() {
	c.Code, c.Name, c.Description = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name), strings.TrimSpace(c.Description)
	c.NameKey = page.Cut(page.Fold(c.Name), 200)
	c.Content.Tags = soundTags(c.Content.Tags)
	if c.State == "" {
		c.State = Active
	}
}

// Validate says what is wrong with the fields; call it after Complete.
func (c Collection) Validate() error {
	var k fault.Check
	checkNamed(&k, c.Code, c.Name, c.Description, c.State)
	k.That(len(c.Content.Offers) <= MaxCollected, "offer_ids", "too_many", "are more than 500")
	for i, v := range c.Content.Kinds {
		k.OneOf(at("kinds", i), v, Kinds...)
	}
	checkTags(&k, c.Content.Tags)
	checkRepeats(&k, "offer_ids", c.Content.Offers)
	return k.Err()
}

func checkNamed(c *fault.Check, code, name, description, state string) {
	checkCode(c, code)
	c.Required("name", name)
	c.Max("name", name, 200)
	c.Max("description", description, 2000)
	c.OneOf("state", state, Active, Archived)
}

// soundTags trims and folds tags and leaves out repeats, in order.
func soundTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		if t = page.Fold(strings.TrimSpace(t)); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

func checkTags(c *fault.Check, tags []string) {
	c.That(len(tags) <= MaxTags, "tags", "too_many", "are more than 30")
	for i, t := range tags {
		c.Max(at("tags", i), t, maxTag)
	}
}

func checkRepeats(c *fault.Check, path string, ids []id.ID) {
	seen := make(map[id.ID]bool, len(ids))
	for i, v := range ids {
		c.That(!seen[v] && v != 0, at(path, i), "repeated", "is there twice, or empty")
		seen[v] = true
	}
}
