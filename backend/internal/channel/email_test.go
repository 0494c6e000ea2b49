package channel_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"clientele/internal/channel"
	"clientele/internal/channel/smtptest"
	"clientele/internal/message"
)

var one = message.Envelope{MessageID: "1.2@crm.test", FromName: "Crm\r\nBcc: x@x.test", FromEmail: "news@crm.test", To: "p@x.test", ReplyTo: "r@crm.test",
	Subject: "Été\r\nBcc: y@x.test", Text: "text", HTML: "<p>html</p>", Language: "fr", Unsubscribe: "https://crm.test/u/T"}

func open(t *testing.T, address string) message.Connection {
	t.Helper()
	e, err := channel.NewEmail(address, channel.EmailOptions{Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestOneMessage(t *testing.T) {
	ignore := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, ignore) })
	sink := smtptest.Start(t)
	c := open(t, sink.URL())
	if r := c.Send(one); r.Outcome != message.Accepted || r.Broken {
		t.Fatalf("%+v", r)
	}
	m := sink.Messages()[0]
	for name, want := range map[string]string{"Message-Id": "<1.2@crm.test>", "List-Unsubscribe": "<https://crm.test/u/T>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Content-Language": "fr", "Bcc": "", "Reply-To": "<r@crm.test>", "User-Agent": "", "X-Mailer": ""} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if from, err := mail.ParseAddress(m.Header.Get("From")); err != nil || from.Address != "news@crm.test" || strings.ContainsAny(from.Name, "\r\n") {
		t.Errorf("from %v, %v", from, err)
	}
}

func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*smtptest.Sink)
		want message.Outcome
		// broken says whether the connection may go on.
		broken bool
	}{
		{"taken", func(*smtptest.Sink) {}, message.Accepted, false},
		{"sender refused", func(s *smtptest.Sink) { s.OnMail = func(string) error { return smtptest.Error(553, "x") } }, message.Sender, false},
		{"sender put off", func(s *smtptest.Sink) { s.OnMail = func(string) error { return smtptest.Error(450, "x") } }, message.Deferred, false},
		{"receiver refused", func(s *smtptest.Sink) { s.OnRcpt = func(string) error { return smtptest.Error(550, "x") } }, message.Refused, false},
		{"receiver put off", func(s *smtptest.Sink) { s.OnRcpt = func(string) error { return smtptest.Error(450, "x") } }, message.Deferred, false},
		{"message refused", act(smtptest.Refuse), message.Refused, false},
		{"message put off", act(smtptest.PutOff), message.Deferred, false},
		{"closing", act(smtptest.Closing), message.Deferred, true},
		{"hung up after the message", act(smtptest.HangUp), message.Uncertain, true},
		{"hung up after keeping it", act(smtptest.KeepAndHangUp), message.Uncertain, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			sink := smtptest.Start(t)
			c.set(sink)
			r := open(t, sink.URL()).Send(one)
			if r.Outcome != c.want || r.Broken != c.broken || strings.Contains(r.Detail, "@") {
				t.Errorf("%+v, want %s", r, c.want)
			}
		})
	}
}

func act(a smtptest.Action) func(*smtptest.Sink) {
	return func(s *smtptest.Sink) { s.OnData = func(string, int) smtptest.Action { return a } }
}

// A connection that breaks while a large message is being written has not delivered it, and must not deliver half of it by saying goodbye.
func TestABreakBeforeTheEndOfTheMessageIsNoDelivery(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	heard := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		heard <- talk(c)
	}()
	big := one
	big.HTML = strings.Repeat("<p>"+strings.Repeat("x", 60)+"</p>\n", 200_000)
	c := open(t, "smtp://"+l.Addr().String())
	r := c.Send(big)
	c.Close()
	if r.Outcome != message.Lost || !r.Broken {
		t.Errorf("%+v", r)
	}
	if text := <-heard; strings.Contains(text, "\r\n.\r\n") {
		t.Error("the message was ended")
	}
}

// talk answers up to DATA, reads a little, and breaks the connection.
func talk(c net.Conn) string {
	buf := make([]byte, 4096)
	say := func(s string) { _, _ = io.WriteString(c, s+"\r\n") }
	say("220 hello")
	for {
		n, err := c.Read(buf)
		if err != nil {
			return ""
		}
		switch line := string(buf[:n]); {
		case strings.HasPrefix(line, "DATA"):
			say("354 go on")
			n, _ := io.ReadFull(c, buf)
			_ = c.(*net.TCPConn).SetLinger(0)
			return string(buf[:n])
		case strings.HasPrefix(line, "QUIT"):
			return line
		default:
			say("250 ok")
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, bad := range []string{"", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://host:x"} {
		if _, err := channel.NewEmail(bad, channel.EmailOptions{}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestNoConnection(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(c, "554 user s3cret not welcome\r\n")
			c.Close()
		}
	}()
	for _, where := range []string{"smtp://user:s3cret@" + address, "smtps://" + address, "smtp://user:s3cret@" + smtptest.Start(t).URL()[len("smtp://"):]} {
		e, err := channel.NewEmail(where, channel.EmailOptions{Timeout: 3 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = e.Open(context.Background()); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", where, err)
		}
	}
	l.Close()
	e, _ := channel.NewEmail("smtp://"+address, channel.EmailOptions{Connections: 9})
	if _, err := e.Open(context.Background()); err == nil || e.Connections() != 9 {
		t.Errorf("%v, %d", err, e.Connections())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Open(ctx); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("%v", err)
	}
}
