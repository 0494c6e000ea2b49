// Package smtptest is a mail server for tests: it keeps what it takes, and refuses or hangs up where a test says so.
package smtptest

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// Message is one message that the server took.
type Message struct {
	From   string
	To     string
	ID     string
	Header mail.Header
	Raw    []byte
}

// Action is what the server does with a message.
type Action int

// The actions. HangUp closes the connection when the message is complete, without an answer and without keeping it; KeepAndHangUp keeps
// it first: the sender cannot tell the two apart.
const (
	Accept Action = iota
	HangUp
	KeepAndHangUp
	Refuse  // 554
	PutOff  // 451
	Closing // 421
)

// Sink is the server. Set the functions before messages arrive; they may be called from several connections at once.
type Sink struct {
	OnMail func(from string) error       // answers MAIL FROM; nil takes all
	OnRcpt func(to string) error         // answers RCPT TO; nil takes all
	OnData func(to string, n int) Action // decides about the nth message offered, from 1; nil takes all

	addr     string
	server   *smtp.Server
	mu       sync.Mutex
	messages []Message
	offered  int
	sessions int
	arrived  chan struct{}
}

// Start runs a server on a free port of the loopback until the test ends.
func Start(t testing.TB) *Sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Sink{addr: l.Addr().String(), arrived: make(chan struct{}, 100_000)}
	s.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		s.mu.Lock()
		s.sessions++
		s.mu.Unlock()
		return &session{sink: s, conn: c}, nil
	}))
	s.server.Domain, s.server.MaxRecipients, s.server.ReadTimeout = "sink.test", 1, time.Minute
	s.server.ErrorLog = quiet{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.server.Serve(l)
	}()
	t.Cleanup(func() {
		_ = s.server.Close()
		_ = l.Close() // a server that has not begun to serve does not know it
		<-done
	})
	return s
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// URL gives the address for CLIENTELE_SMTP_URL.
func (s *Sink) URL() string { return "smtp://" + s.addr }

// Arrived is signalled after each message that was kept.
func (s *Sink) Arrived() <-chan struct{} { return s.arrived }

// Messages gives what was kept so far.
func (s *Sink) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// Sessions gives how many connections there were.
func (s *Sink) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions
}

// Twice gives the Message-IDs that were kept more than once.
func (s *Sink) Twice() []string {
	seen := map[string]int{}
	for _, m := range s.Messages() {
		seen[m.ID]++
	}
	var out []string
	for v, n := range seen {
		if n > 1 {
			out = append(out, v)
		}
	}
	return out
}

// Error makes an SMTP reply.
func Error(code int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: text}
}

type session struct {
	sink     *Sink
	conn     *smtp.Conn
	from, to string
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	if s.sink.OnMail != nil {
		return s.sink.OnMail(from)
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	if s.sink.OnRcpt != nil {
		return s.sink.OnRcpt(to)
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.sink.mu.Lock()
	s.sink.offered++
	n := s.sink.offered
	s.sink.mu.Unlock()
	action := Accept
	if s.sink.OnData != nil {
		action = s.sink.OnData(s.to, n)
	}
	switch action {
	case HangUp:
		_ = s.conn.Conn().Close()
		return errors.New("hung up")
	case KeepAndHangUp:
		s.sink.keep(s.from, s.to, raw)
		_ = s.conn.Conn().Close()
		return errors.New("hung up")
	case Refuse:
		return Error(554, "no thanks, "+s.to)
	case PutOff:
		return Error(451, "try later, "+s.to)
	case Closing:
		return Error(421, "closing")
	}
	s.sink.keep(s.from, s.to, raw)
	return nil
}

func (s *Sink) keep(from, to string, raw []byte) {
	m := Message{From: from, To: to, Raw: raw}
	if parsed, err := mail.ReadMessage(bytes.NewReader(raw)); err == nil {
		m.Header, m.ID = parsed.Header, parsed.Header.Get("Message-Id")
	}
	s.mu.Lock()
	s.messages = append(s.messages, m)
	s.mu.Unlock()
	select {
	case s.arrived <- struct{}{}:
	default:
	}
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
