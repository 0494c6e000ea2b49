package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"clientele/internal/account"
	"clientele/internal/channel"
	"clientele/internal/httpapi"
	"clientele/internal/jobs"
	"clientele/internal/message"
	"clientele/internal/offer"
	"clientele/internal/store"
)

// KeyWork is who may ask: API keys, the gate that tells who sends a request, clients' access and what clients' own apps may do.
type KeyWork struct {
	APIKeys      *account.APIKeyService
	Gate         *account.Gate
	ClientAccess *account.ClientAccess
	OwnOffers    *offer.Own
}

// addKeys builds API keys, the gate that tells who sends a request, and clients' access.
func (s *Services) addKeys(a *App, o Options, key func(purpose string) ([]byte, error)) error {
	secret, err := key("client-code")
	if err != nil {
		return err
	}
	accounts := store.NewAccounts(a.DB)
	s.APIKeys = account.NewAPIKeyService(accounts, a.DB, o.Clock)
	s.Gate = account.NewGate(s.Accounts, s.APIKeys)
	parts := account.ClientAccessParts{Store: store.NewClientAccess(a.DB), Users: s.Accounts, Orgs: s.Organisations, Tx: a.DB, Clock: o.Clock, Secret: secret}
	if a.Config.SMTPURL != "" {
		email, err := channel.NewEmail(a.Config.SMTPURL, channel.EmailOptions{Connections: 1})
		if err != nil {
			return err
		}
		parts.Courier = courier{email, a.Config.MailFrom}
	}
	s.ClientAccess = account.NewClientAccess(parts)
	return nil
}

// keyNouns are the routes of API keys and of clients' own apps.
func (s Services) keyNouns() []httpapi.Noun {
	return []httpapi.Noun{
		httpapi.APIKeys{Service: s.APIKeys},
		httpapi.ClientAccess{Service: s.ClientAccess},
		httpapi.Own{Access: s.ClientAccess, Organisations: s.Organisations, Offers: s.OwnOffers},
	}
}

// keyTicks keep the keys in step with the database, note their use, and send codes.
func (a *App) keyTicks() []jobs.Tick {
	return []jobs.Tick{
		{Name: "api keys", Every: 400 * time.Millisecond, Run: a.Services.APIKeys.Poll},
		{Name: "api keys used", Every: 30 * time.Second, Run: a.Services.APIKeys.MarkUsed},
		{Name: "client codes", Every: 5 * time.Second, Wake: a.Services.ClientAccess.PostWaits(), Run: a.Services.ClientAccess.Deliver},
		{Name: "old client codes", Every: time.Hour, Run: func(ctx context.Context) (bool, error) { return false, a.Services.ClientAccess.Sweep(ctx) }},
	}
}

// courier carries letters by e-mail, over one connection at a time.
type courier struct {
	channel message.Channel
	from    string
}

// Carry sends letters one after the other. Those that were surely not sent come back, unless the server will never take them.
func (c courier) Carry(ctx context.Context, letters []account.Letter) ([]account.Letter, error) {
	var conn message.Connection
	defer func() {
		if conn != nil {
			conn.Close()
		}
	}()
	var again []account.Letter
	var failed error
	for i, l := range letters {
		if conn == nil {
			var err error
			if conn, err = c.channel.Open(ctx); err != nil {
				return append(again, letters[i:]...), err
			}
		}
		r := conn.Send(c.envelope(l))
		if r.Outcome == message.Deferred || r.Outcome == message.Lost {
			again, failed = append(again, l), errors.New("a code was not taken: "+r.Detail)
		}
		if r.Broken {
			conn.Close()
			conn = nil
		}
	}
	return again, failed
}

func (c courier) envelope(l account.Letter) message.Envelope {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw)
	_, domain, _ := strings.Cut(c.from, "@")
	return message.Envelope{MessageID: hex.EncodeToString(raw) + "@" + domain, FromName: l.From, FromEmail: c.from, To: l.To, Subject: l.Subject,
		Text: l.Text, Language: l.Language}
}
