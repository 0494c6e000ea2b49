package httpapi

import (
	"encoding/json"
	"time"

	"clientele/internal/id"
	"clientele/internal/segment"
)

// SegmentBody is a segment. A computed one is a class value of the published run: its measure (abc, rfm_group, quadrant,
// relationship, life_stage or trend) and its value. A rule one has its rule (in lists null) and built_at, the time its members were last
// worked out from the whole base: null while that has not happened yet; job_id is the job that does it, problem why it cannot be done.
type SegmentBody struct {
	ID          id.ID           `json:"id"`
	Version     int64           `json:"version"`
	Code        string          `json:"code"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Kind        string          `json:"kind" enums:"static,computed,rule"`
	Measure     string          `json:"measure"`
	Value       string          `json:"value"`
	Rule        json.RawMessage `json:"rule" swaggertype:"object" extensions:"x-nullable"`
	State       string          `json:"state" enums:"active,archived"`
	Members     int64           `json:"members"`
	BuiltAt     *time.Time      `json:"built_at" extensions:"x-nullable"`
	JobID       *id.ID          `json:"job_id" extensions:"x-nullable"`
	Problem     string          `json:"problem"`
	CreatedAt   time.Time       `json:"created_at"`
	UpdatedAt   time.Time       `json:"updated_at"`
} //	@name	Segment

// SegmentList is a page of segments.
type SegmentList struct {
	Items      []SegmentBody `json:"items"`
	NextCursor *string       `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64        `json:"total" extensions:"x-nullable"`
} //	@name	SegmentList

// SegmentCreateBody is a new segment. A static one (unless kind says rule) has its first members, at most 1,000, or the present members of
// another segment; a rule one has its rule.
type SegmentCreateBody struct {
	Name          string          `json:"name"`
	Description   string          `json:"description,omitempty" validate:"optional"`
	Kind          string          `json:"kind,omitempty" validate:"optional" enums:"static,rule"`
	ClientIDs     []id.ID         `json:"client_ids,omitempty" validate:"optional"`
	FromSegmentID *id.ID          `json:"from_segment_id,omitempty" validate:"optional"`
	Rule          json.RawMessage `json:"rule,omitempty" validate:"optional" swaggertype:"object"`
} //	@name	SegmentCreate

// SegmentPutBody changes a static or rule segment; the latter's rule stays as it is where none is sent.
type SegmentPutBody struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty" validate:"optional"`
	Rule        json.RawMessage `json:"rule,omitempty" validate:"optional" swaggertype:"object"`
} //	@name	SegmentPut

// SegmentCopyBody names the copy of a segment.
type SegmentCopyBody struct {
	Name string `json:"name"`
} //	@name	SegmentCopy

// SegmentMembersBody changes the members of a static segment, at most 1,000 each way.
type SegmentMembersBody struct {
	Add    []id.ID `json:"add,omitempty" validate:"optional"`
	Remove []id.ID `json:"remove,omitempty" validate:"optional"`
} //	@name	SegmentMembers

// SegmentMembersAnswerBody says how many joined and left.
type SegmentMembersAnswerBody struct {
	Segment SegmentBody `json:"segment"`
	Joined  int64       `json:"joined"`
	Left    int64       `json:"left"`
} //	@name	SegmentMembersAnswer

// SegmentMoveBody is a client that joined or left a segment.
type SegmentMoveBody struct {
	ID         id.ID     `json:"id"`
	ClientID   id.ID     `json:"client_id"`
	ClientName string    `json:"client_name"`
	Move       string    `json:"move" enums:"join,leave"`
	At         time.Time `json:"at"`
} //	@name	SegmentMove

// SegmentMoveList is a page of moves.
type SegmentMoveList struct {
	Items      []SegmentMoveBody `json:"items"`
	NextCursor *string           `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64            `json:"total" extensions:"x-nullable"`
} //	@name	SegmentMoveList

// SegmentUseBody is a record that names a segment, and what the segment is there: in, out (excluded), variant, rule (of another segment or an
// offer), context (what a strategy learns by); a placement uses it by its strategy.
type SegmentUseBody struct {
	Noun  string `json:"noun" enums:"offer,campaign,segment,strategy,placement"`
	ID    id.ID  `json:"id"`
	Name  string `json:"name"`
	State string `json:"state"`
	As    string `json:"as" enums:"in,out,variant,rule,context,strategy"`
} //	@name	SegmentUse

// SegmentUsesBody is where a segment is used; archived records too.
type SegmentUsesBody struct {
	Items []SegmentUseBody `json:"items"`
} //	@name	SegmentUses

func segmentBody(s segment.Segment) SegmentBody {
	b := SegmentBody{ID: s.ID, Version: s.Version, Code: s.Code, Name: s.Name, Description: s.Description, Kind: s.Kind, Measure: s.Measure, Value: s.MeasureValue,
		State: s.State, Members: s.Members, BuiltAt: s.BuiltAt, JobID: s.JobID, Problem: s.Problem, CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt}
	if s.Rule != "" {
		b.Rule = json.RawMessage(s.Rule)
	}
	return b
}

// segmentRowBody is a segment in a list: without its rule.
func segmentRowBody(s segment.Segment) SegmentBody {
	s.Rule = ""
	return segmentBody(s)
}

func segmentMoveBody(m segment.Move) SegmentMoveBody {
	return SegmentMoveBody{ID: m.ID, ClientID: m.ClientID, ClientName: m.ClientName, Move: m.Move, At: m.At}
}
