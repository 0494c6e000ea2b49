package httpapi

import (
	"time"

	"clientele/internal/id"
	"clientele/internal/privacy"
)

// ConsentFields is a statement of a client. purpose is a code: marketing, service, survey, profiling or another; at is now unless given,
// source "manual".
type ConsentFields struct {
	Channel string     `json:"channel" enums:"mail,email,phone,sms,fax,web,mobile,store,kiosk,field_visit"`
	Purpose string     `json:"purpose" example:"marketing"`
	State   string     `json:"state" enums:"granted,withdrawn"`
	At      *time.Time `json:"at,omitempty" validate:"optional"`
	Source  string     `json:"source,omitempty" validate:"optional"`
	Place   string     `json:"place,omitempty" validate:"optional"`
	Wording string     `json:"wording,omitempty" validate:"optional"`
	Proof   string     `json:"proof,omitempty" validate:"optional"`
} //	@name	ConsentFields

// ConsentBulkRow is one statement of a bulk request.
type ConsentBulkRow struct {
	ClientNamed
	ConsentFields
} //	@name	ConsentBulkRow

// ConsentBulkBody is up to 1,000 statements.
type ConsentBulkBody struct {
	Items []ConsentBulkRow `json:"items"`
} //	@name	ConsentBulk

// ConsentBody is a recorded statement with its proof: who recorded it, when and where it was made, in which words.
type ConsentBody struct {
	ID             id.ID     `json:"id"`
	ClientID       id.ID     `json:"client_id"`
	Channel        string    `json:"channel"`
	Purpose        string    `json:"purpose"`
	State          string    `json:"state" enums:"granted,withdrawn"`
	At             time.Time `json:"at"`
	Source         string    `json:"source"`
	Place          string    `json:"place"`
	Wording        string    `json:"wording"`
	Proof          string    `json:"proof"`
	RecordedBy     *id.ID    `json:"recorded_by" extensions:"x-nullable"`
	RecordedByName string    `json:"recorded_by_name"`
	RecordedAt     time.Time `json:"recorded_at"`
} //	@name	Consent

// ConsentCurrentBody is what holds for a channel and a purpose.
type ConsentCurrentBody struct {
	Channel   string    `json:"channel"`
	Purpose   string    `json:"purpose"`
	State     string    `json:"state" enums:"granted,withdrawn"`
	At        time.Time `json:"at"`
	ConsentID id.ID     `json:"consent_id"`
} //	@name	ConsentCurrent

// ConsentList is what holds for a client, and a page of its statements, newest first.
type ConsentList struct {
	Current    []ConsentCurrentBody `json:"current"`
	Items      []ConsentBody        `json:"items"`
	NextCursor *string              `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64               `json:"total" extensions:"x-nullable"`
} //	@name	ConsentList

func (b ConsentFields) entry() privacy.Entry {
	e := privacy.Entry{Channel: b.Channel, Purpose: b.Purpose, State: b.State, Source: b.Source, Place: b.Place, Wording: b.Wording, Proof: b.Proof}
	if b.At != nil {
		e.At = *b.At
	}
	return e
}

func consentBody(r privacy.Row) ConsentBody {
	b := ConsentBody{ID: r.ID, ClientID: r.ClientID, Channel: r.Channel, Purpose: r.Purpose, State: r.State, At: r.At, Source: r.Source, Place: r.Place,
		Wording: r.Wording, Proof: r.Proof, RecordedByName: r.RecordedByName, RecordedAt: r.RecordedAt}
	if r.RecordedBy != 0 {
		b.RecordedBy = &r.RecordedBy
	}
	return b
}
