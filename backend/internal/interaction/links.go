package interaction

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/record"
)

// names is the contacts, users and campaigns that interactions name.
type names struct{ contacts, users, campaigns []id.ID }

func (n *names) add(contact, user, campaign *id.ID) {
	for list, v := range map[*[]id.ID]*id.ID{&n.contacts: contact, &n.users: user, &n.campaigns: campaign} {
		if v != nil && *v != 0 {
			*list = append(*list, *v)
		}
	}
}

// links is what interactions name, looked up once.
type links struct {
	contacts         map[id.ID]id.ID // to the client
	users, campaigns map[id.ID]id.ID
}

func (s *Service) links(ctx context.Context, n names) (l links, err error) {
	if l.contacts, err = s.store.ContactClients(ctx, n.contacts); err != nil {
		return l, err
	}
	if l.users, err = s.store.Owners(ctx, record.User, n.users); err != nil {
		return l, err
	}
	l.campaigns, err = s.store.Owners(ctx, record.Campaign, n.campaigns)
	return l, err
}

// check says whether the contact is one of the interaction's client, and whether its user and its campaign exist.
func (l links) check(v Interaction) error {
	var k fault.Check
	k.That(v.ContactID == nil || l.contacts[*v.ContactID] == v.ClientID, "contact_id", "unknown", "is not a contact of this client")
	if v.UserID != nil {
		_, ok := l.users[*v.UserID]
		k.That(ok, "user_id", "unknown", "there is no such user")
	}
	if v.CampaignID != nil {
		_, ok := l.campaigns[*v.CampaignID]
		k.That(ok, "campaign_id", "unknown", "there is no such campaign")
	}
	return k.Err()
}

func (s *Service) checkLinks(ctx context.Context, v Interaction) error {
	var n names
	n.add(v.ContactID, v.UserID, v.CampaignID)
	l, err := s.links(ctx, n)
	if err != nil {
		return err
	}
	return l.check(v)
}
