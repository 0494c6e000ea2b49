package message

import "context"

// Outcome is what became of one attempt to send.
type Outcome string

// The outcomes. Only Accepted and Uncertain may have reached the receiver.
const (
	Accepted  Outcome = "accepted"  // the server has taken the message
	Refused   Outcome = "refused"   // the server will never take this message for this address
	Deferred  Outcome = "deferred"  // the server does not take it now
	Lost      Outcome = "lost"      // the connection broke before the message was complete: it was not taken
	Uncertain Outcome = "uncertain" // the connection broke after the message was complete: nobody knows
	Sender    Outcome = "sender"    // the server does not take messages from this sender: no message would go through
)

// Result is the outcome of one attempt. Code is the server's reply code, 0 where there was none. Detail holds no personal data.
// Broken says that the connection must not be used again.
type Result struct {
	Outcome Outcome
	Code    int
	Detail  string
	Broken  bool
}

// Channel carries messages to clients.
type Channel interface {
	// Open makes a connection. A failure means that nothing was sent; its text is safe to show and holds no secrets.
	Open(ctx context.Context) (Connection, error)
	// Connections is how many connections one campaign may use at once, at least 1.
	Connections() int
}

// Connection sends one message after the other.
type Connection interface {
	// Send hands over one message and waits for the answer, within the channel's own time limit.
	Send(e Envelope) Result
	// Close ends the connection.
	Close()
}
