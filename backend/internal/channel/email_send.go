package channel

import (
	"errors"
	"fmt"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail"

	"clientele/internal/message"
	"clientele/internal/page"
)

// Send hands one message to the server.
func (c *connection) Send(e message.Envelope) message.Result {
	m, err := compose(e)
	if err != nil {
		return message.Result{Outcome: message.Refused, Detail: "the message cannot be composed: an address or a header is not valid"}
	}
	err = c.client.SendWithSMTPClient(c.smtp, m)
	r := resultOf(err, m.IsDelivered())
	c.broken = c.broken || r.Broken
	return r
}

// resultOf reads what the library reports. What counts is whether the final dot of DATA had left: before it the server has
// nothing, after it only the server's answer tells.
func resultOf(err error, delivered bool) message.Result {
	if delivered {
		return message.Result{Outcome: message.Accepted, Broken: err != nil}
	}
	if err == nil {
		return message.Result{Outcome: message.Uncertain, Detail: "the server's answer is missing", Broken: true}
	}
	s, ok := errors.AsType[*mail.SendError](err)
	if !ok {
		return message.Result{Outcome: message.Lost, Detail: "the connection was lost", Broken: true}
	}
	code := s.ErrorCode()
	switch s.Reason {
	case mail.ErrWriteContent:
		return message.Result{Outcome: message.Lost, Detail: "the connection was lost while the message was written", Broken: true}
	case mail.ErrSMTPDataClose:
		if code == 0 {
			return message.Result{Outcome: message.Uncertain, Detail: "the connection was lost before the server confirmed the message", Broken: true}
		}
	case mail.ErrGetSender, mail.ErrGetRcpts, mail.ErrNoUnencoded:
		return message.Result{Outcome: message.Refused, Detail: "the message has no valid sender or receiver"}
	}
	r := message.Result{Code: code, Detail: replyWords(s), Broken: code == 0 || code == 421}
	switch {
	case code == 0:
		r.Outcome, r.Detail = message.Lost, "the connection was lost"
	case code >= 500 && s.Reason == mail.ErrSMTPMailFrom:
		r.Outcome = message.Sender
	case code >= 500:
		r.Outcome = message.Refused
	default:
		r.Outcome = message.Deferred
	}
	return r
}

var enhanced = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)

var stages = map[mail.SendErrReason]string{mail.ErrSMTPMailFrom: "sender", mail.ErrSMTPRcptTo: "recipient", mail.ErrSMTPData: "data", mail.ErrSMTPDataClose: "message"}

// replyWords keeps the codes of a reply and where it came, not its text: servers repeat addresses in it.
func replyWords(s *mail.SendError) string {
	words := fmt.Sprintf("the server refused the %s with code %d", stages[s.Reason], s.ErrorCode())
	if e := enhanced.FindString(s.Error()); e != "" {
		words += " " + e
	}
	return page.Cut(words, message.MaxDetail)
}

// replyCode finds the reply code of an SMTP error, 0 where there is none.
func replyCode(err error) int {
	if e, ok := errors.AsType[*textproto.Error](err); ok {
		return e.Code
	}
	text := err.Error()
	if len(text) > 3 && (text[0] == '4' || text[0] == '5') && text[3] == ' ' {
		if n, err := strconv.Atoi(text[:3]); err == nil {
			return n
		}
	}
	return 0
}

// compose builds the message: text and HTML as alternatives, quoted-printable UTF-8.
func compose(e message.Envelope) (*mail.Msg, error) {
	m := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := m.FromFormat(oneLine(e.FromName), e.FromEmail); err != nil {
		return nil, err
	}
	if err := m.To(e.To); err != nil {
		return nil, err
	}
	if e.ReplyTo != "" {
		if err := m.ReplyTo(e.ReplyTo); err != nil {
			return nil, err
		}
	}
	m.Subject(oneLine(e.Subject))
	m.SetDate()
	m.SetMessageIDWithValue(e.MessageID)
	if e.Language != "" {
		m.SetGenHeader(mail.HeaderContentLang, e.Language)
	}
	if e.Unsubscribe != "" {
		m.SetListUnsubscribe(e.Unsubscribe)
		m.SetListUnsubscribePost()
	}
	m.SetBodyString(mail.TypeTextPlain, e.Text)
	if e.HTML != "" {
		m.AddAlternativeString(mail.TypeTextHTML, e.HTML)
	}
	return m, nil
}

// oneLine makes every run of spaces and line breaks one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
