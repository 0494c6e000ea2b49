package account

import (
	"context"
	"strings"
	"sync"
	"time"

	"clientele/internal/clock"
)

// Letter is one message to one client, ready to go.
type Letter struct {
	To       string
	Language string
	From     string // the company's name
	Subject  string
	Text     string
	Until    time.Time // later it is of no use
}

// Courier carries letters. It gives back those that may be tried again, and says why.
type Courier interface {
	Carry(ctx context.Context, letters []Letter) (again []Letter, err error)
}

// maxWaiting is how many letters wait in one process; further ones are dropped, and their readers ask again.
const maxWaiting = 1000

// post is the letters that wait for the courier. They are in memory only, because a code is stored nowhere: what a crash loses is asked
// for again.
type post struct {
	courier Courier
	clock   clock.Clock
	wake    chan struct{}
	mu      sync.Mutex
	waiting []Letter
}

func newPost(c Courier, clk clock.Clock) *post {
	return &post{courier: c, clock: clk, wake: make(chan struct{}, 1)}
}

func (p *post) put(letters ...Letter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, letters[:min(len(letters), maxWaiting-len(p.waiting))]...)
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// PostWaits is signalled when a letter waits; nil without a mail server.
func (a *ClientAccess) PostWaits() <-chan struct{} {
	if a.post == nil {
		return nil
	}
	return a.post.wake
}

// Deliver sends the letters that wait. What the server does not take now waits until the next call, while it is still of use.
func (a *ClientAccess) Deliver(ctx context.Context) (more bool, err error) {
	if a.post == nil {
		return false, nil
	}
	p, now := a.post, a.clock.Now()
	p.mu.Lock()
	var letters []Letter
	for _, l := range p.waiting {
		if now.Before(l.Until) {
			letters = append(letters, l)
		}
	}
	p.waiting = nil
	p.mu.Unlock()
	if len(letters) == 0 {
		return false, nil
	}
	again, err := p.courier.Carry(ctx, letters)
	if len(again) > 0 {
		p.mu.Lock()
		p.waiting = append(p.waiting, again[:min(len(again), maxWaiting-len(p.waiting))]...)
		p.mu.Unlock()
	}
	return false, err
}

// codeLetter writes the letter with a code: in the language asked for, else the client's, else the organisation's. It goes to the address that is
// stored.
func codeLetter(who ClientIdentity, language string, org Organisation, code string, now time.Time) Letter {
	french := language == "fr" || language == "" && (strings.HasPrefix(who.Language, "fr") || who.Language == "" && org.Country == "FR")
	l := Letter{To: who.Email, Language: "en", From: org.Name, Until: now.Add(CodeLife),
		Subject: code + " is your code for " + org.Name,
		Text: "Your code to sign in at " + org.Name + ":\n\n    " + code + "\n\nIt works once, for 10 minutes. Give it to nobody: " + org.Name +
			" never asks for it.\nIf you did not ask for it, you need do nothing.\n"}
	if french {
		l.Language, l.Subject = "fr", code+" : votre code pour "+org.Name
		l.Text = "Votre code de connexion chez " + org.Name + " :\n\n    " + code + "\n\nIl sert une seule fois, pendant 10 minutes. Ne le communiquez à personne : " +
			org.Name + " ne vous le demandera jamais.\nSi vous n’avez rien demandé, vous n’avez rien à faire.\n"
	}
	return l
}
