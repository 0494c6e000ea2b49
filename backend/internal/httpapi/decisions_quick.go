package httpapi

import (
	"bytes"

	"github.com/gin-gonic/gin"

	"clientele/internal/id"
)

// decisionRequest reads the body of a decision: its plainest form, which is what shops send on every page, without reflection.
func decisionRequest(c *gin.Context) (DecisionRequestBody, error) {
	raw, err := rawUpTo(c, maxBody)
	if err != nil {
		return DecisionRequestBody{}, err
	}
	if b, ok := quickRequest(raw); ok {
		return b, nil
	}
	return decode[DecisionRequestBody](raw)
}

// quickRequest reads {"client_id":"1","placements":["home"]}, with one space after colons and commas or none. ok is false for every other
// text, right or wrong; a test compares what it reads with what decode reads.
func quickRequest(raw []byte) (DecisionRequestBody, bool) {
	q := quick{raw, true}
	q.skip(`{"client_id":`)
	client, err := id.Parse(string(q.text()))
	q.skip(`,`)
	q.skip(`"placements":`)
	q.skip(`[`)
	first := q.text()
	if !q.ok || err != nil {
		return DecisionRequestBody{}, false
	}
	places := append(make([]string, 0, 4), string(first))
	for len(q.raw) > 0 && q.raw[0] == ',' {
		q.skip(`,`)
		places = append(places, string(q.text()))
	}
	q.skip(`]`)
	q.skip(`}`)
	return DecisionRequestBody{ClientID: &client, Placements: places}, q.ok && len(q.raw) == 0
}

// quick walks through a text as long as it is what is expected.
type quick struct {
	raw []byte
	ok  bool
}

func (q *quick) skip(word string) {
	rest, ok := bytes.CutPrefix(q.raw, []byte(word))
	q.raw, q.ok = rest, q.ok && ok
	if last := word[len(word)-1]; (last == ':' || last == ',') && len(q.raw) > 0 && q.raw[0] == ' ' {
		q.raw = q.raw[1:]
	}
}

// text reads a string of plain ASCII without escapes.
func (q *quick) text() []byte {
	if len(q.raw) == 0 || q.raw[0] != '"' {
		q.ok = false
		return nil
	}
	for i, b := range q.raw[1:] {
		switch {
		case b == '"':
			out := q.raw[1 : i+1]
			q.raw = q.raw[i+2:]
			return out
		case b < ' ' || b == '\\' || b >= 0x7f:
			q.ok = false
			return nil
		}
	}
	q.ok = false
	return nil
}
