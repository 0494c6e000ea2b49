// Package channel carries messages outside: e-mail through SMTP.
package channel

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"clientele/internal/message"
)

// Email sends through one SMTP server.
type Email struct {
	host        string
	port        int
	user        string
	password    string
	implicitTLS bool
	tls         *tls.Config
	connections int
	timeout     time.Duration
}

// EmailOptions tunes the channel; zero values take the defaults.
type EmailOptions struct {
	Connections int           // at once and campaign; 2
	Timeout     time.Duration // for opening a connection, and for one message; 30 s
	TLS         *tls.Config   // the system's roots
}

// NewEmail reads smtp://user:password@host:port (STARTTLS where it is offered; port 587 with a user, else 25) or
// smtps://user:password@host:port (TLS from the first byte; port 465).
func NewEmail(address string, o EmailOptions) (*Email, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the mail server's address must be smtp://user:password@host:port or smtps://…")
	}
	e := &Email{host: u.Hostname(), port: 25, user: u.User.Username(), implicitTLS: u.Scheme == "smtps", tls: o.TLS,
		connections: max(o.Connections, 1), timeout: o.Timeout}
	e.password, _ = u.User.Password()
	switch {
	case u.Port() != "":
		if e.port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, errors.New("the mail server's port is not a number")
		}
	case e.implicitTLS:
		e.port = 465
	case e.user != "":
		e.port = 587
	}
	if o.Connections == 0 {
		e.connections = 2
	}
	if e.timeout == 0 {
		e.timeout = 30 * time.Second
	}
	if e.tls == nil {
		e.tls = &tls.Config{ServerName: e.host, MinVersion: tls.VersionTLS12}
	}
	return e, nil
}

// Connections is how many connections one campaign may use at once.
func (e *Email) Connections() int { return e.connections }

// Open connects, turns TLS on and signs in.
func (e *Email) Open(ctx context.Context) (message.Connection, error) {
	var raw net.Conn
	keep := func() bool { return true }
	dial := func(dialCtx context.Context, network, address string) (c net.Conn, err error) {
		d := &net.Dialer{}
		if e.implicitTLS {
			c, err = (&tls.Dialer{NetDialer: d, Config: e.tls}).DialContext(dialCtx, network, address)
		} else {
			c, err = d.DialContext(dialCtx, network, address)
		}
		if err == nil {
			raw, keep = c, context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })
		}
		return c, err
	}
	options := []mail.Option{mail.WithPort(e.port), mail.WithTimeout(e.timeout), mail.WithTLSConfig(e.tls),
		mail.WithTLSPolicy(mail.TLSOpportunistic), mail.WithDialContextFunc(dial), mail.WithoutNoop(), mail.WithoutRset()}
	if e.user != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(e.user), mail.WithPassword(e.password))
	}
	c, err := mail.NewClient(e.host, options...)
	if err != nil {
		return nil, errors.New("the mail settings are not valid")
	}
	s, err := c.DialToSMTPClientWithContext(ctx)
	if !keep() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		// The library does not hang up when the greeting, TLS or the sign-in fails.
		if raw != nil {
			_ = raw.Close()
		}
		return nil, e.unreachable(err)
	}
	return &connection{client: c, smtp: s}, nil
}

// unreachable says why no connection came about, without what the server repeats of user or password.
func (e *Email) unreachable(err error) error {
	where := net.JoinHostPort(e.host, strconv.Itoa(e.port))
	if n, ok := errors.AsType[*net.OpError](err); ok {
		return fmt.Errorf("no connection to %s (%s)", where, n.Op)
	}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
		return fmt.Errorf("%s did not answer in time", where)
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return fmt.Errorf("the certificate of %s is not trusted", where)
	}
	if code := replyCode(err); code != 0 {
		return fmt.Errorf("%s refused with code %d", where, code)
	}
	if e.user != "" && errors.Is(err, mail.ErrNoSupportedAuthDiscovered) {
		return fmt.Errorf("%s offers no safe way to sign in (without TLS a password is not sent)", where)
	}
	return fmt.Errorf("%s does not speak SMTP as expected", where)
}

// connection is one open session. The SMTP client is its own; the mail client only drives it.
type connection struct {
	client *mail.Client
	smtp   *smtp.Client
	broken bool
}

// Close says goodbye on a sound connection. On a broken one it only hangs up: a further command would first end the message
// under way, and half of it would go out.
func (c *connection) Close() {
	if !c.broken {
		_ = c.smtp.UpdateDeadline(5 * time.Second)
		_ = c.smtp.Quit()
	}
	_ = c.smtp.Close()
}
