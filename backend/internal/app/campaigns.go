package app

import (
	"context"
	"time"

	"clientele/internal/campaign"
	"clientele/internal/channel"
	"clientele/internal/httpapi"
	"clientele/internal/jobs"
	"clientele/internal/offer"
	"clientele/internal/store"
)

// addCampaigns builds the campaigns and, where a mail server is set up, the channel that carries them.
func (s *Services) addCampaigns(a *App, o Options, key func(purpose string) ([]byte, error)) error {
	links, err := key("unsubscribe")
	if err != nil {
		return err
	}
	parts := campaign.Parts{Store: store.NewCampaigns(a.DB), Tx: a.DB, Outbox: store.NewOutbox(a.DB), Clock: o.Clock, Orgs: s.Organisations,
		Offers: s.Offers, Lots: offer.NewLots(s.Decider, store.NewLots(a.DB), a.DB, store.NewOutbox(a.DB)), Consents: s.Relations.Privacy, Queue: store.NewJobs(a.DB), Links: campaign.NewLinks(links, a.Config.PublicURL),
		From: a.Config.MailFrom, FromName: a.Config.MailFromName, Log: a.Log}
	if a.Config.SMTPURL != "" {
		email, err := channel.NewEmail(a.Config.SMTPURL, channel.EmailOptions{Connections: a.Config.SMTPConnections})
		if err != nil {
			return err
		}
		parts.Channel = email
	}
	s.Campaigns = campaign.NewService(parts)
	return nil
}

// campaignNouns are the routes of campaigns.
func (s Services) campaignNouns() []httpapi.Noun {
	company := func(ctx context.Context) string {
		org, err := s.Organisations.Get(ctx)
		if err != nil {
			return ""
		}
		return org.Name
	}
	return []httpapi.Noun{httpapi.Campaigns{Service: s.Campaigns}, httpapi.Unsubscribe{Service: s.Campaigns, Company: company}}
}

// campaignTicks starts what was scheduled and sees to campaigns without a job.
func (a *App) campaignTicks() []jobs.Tick {
	return []jobs.Tick{{Name: "campaigns", Every: 2 * time.Second, Run: a.Services.Campaigns.Wake}}
}
