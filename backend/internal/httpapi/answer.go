package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// handler answers one request: a body and a nil error, or the failure. answer.go alone writes it.
type handler func(c *gin.Context) (any, error)

// answer is a body with more than the plain 200: a status, a version for the ETag with a mark of the body's text where versions alone do not
// tell, a place.
type answer struct {
	status   int
	version  int64
	mark     string
	location string
	body     any
}

// created answers 201 with the new record's version and place.
func created(body any, version int64, location string) answer {
	return answer{status: http.StatusCreated, version: version, location: location, body: body}
}

// versioned answers 200 with an ETag.
func versioned(body any, version int64) answer {
	return answer{status: http.StatusOK, version: version, body: body}
}

// accepted answers 202 with the job that does the work.
func accepted(body any) answer { return answer{status: http.StatusAccepted, body: body} }

// noContent answers 204.
func noContent() answer { return answer{status: http.StatusNoContent} }

// written says that the handler has written the response itself (a download).
type written struct{}

// encoded is a body that is JSON already, in a buffer that may be used again once it is written.
type encoded struct{ json *[]byte }

var buffers = sync.Pool{New: func() any {
	b := make([]byte, 0, 4<<10)
	return &b
}}

// encode lets a function append JSON to a buffer.
func encode(write func(b []byte) []byte) encoded {
	b, _ := buffers.Get().(*[]byte)
	*b = write((*b)[:0])
	return encoded{b}
}

const maxPooled = 64 << 10

// Problem is a failure on the wire (RFC 9457).
type Problem struct {
	Type      string         `json:"type" example:"about:blank"`
	Title     string         `json:"title" example:"Bad Request"`
	Status    int            `json:"status" example:"400"`
	Code      string         `json:"code" example:"invalid"`
	Detail    string         `json:"detail,omitempty" validate:"optional"`
	RequestID string         `json:"request_id"`
	Errors    []ProblemField `json:"errors,omitempty" validate:"optional"`
} //	@name	Problem

// ProblemField is one thing wrong with one field; field is its path in the request.
type ProblemField struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
} //	@name	ProblemField

var statusOf = map[fault.Kind]int{
	fault.KindInvalid:      http.StatusUnprocessableEntity,
	fault.KindUnauthorized: http.StatusUnauthorized,
	fault.KindForbidden:    http.StatusForbidden,
	fault.KindNotFound:     http.StatusNotFound,
	fault.KindConflict:     http.StatusConflict,
	fault.KindTooMany:      http.StatusTooManyRequests,
	fault.KindUnavailable:  http.StatusServiceUnavailable,
	fault.KindInternal:     http.StatusInternalServerError,
}

// statusOfCode lists the codes whose status is finer than their kind's.
var statusOfCode = map[string]int{
	"malformed":              http.StatusBadRequest,
	"too_large":              http.StatusRequestEntityTooLarge,
	"media_type":             http.StatusUnsupportedMediaType,
	"stale_version":          http.StatusPreconditionFailed,
	"precondition_required":  http.StatusPreconditionRequired,
	"method_not_allowed":     http.StatusMethodNotAllowed,
	"idempotency_key_reused": http.StatusUnprocessableEntity,
}

// wrap turns a handler into gin's, writing what it returns.
func wrap(log *slog.Logger, h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		body, err := h(c)
		switch {
		case err != nil && c.Writer.Written():
			breakOff(c, log, err)
		case err != nil:
			writeProblem(c, log, err)
		default:
			writeBody(c, body)
		}
	}
}

func writeBody(c *gin.Context, body any) {
	if _, ok := body.(written); ok {
		return
	}
	a, ok := body.(answer)
	if !ok {
		a = answer{status: http.StatusOK, body: body}
	}
	if a.version > 0 {
		tag := `"v` + strconv.FormatInt(a.version, 10) + a.mark + `"`
		c.Header("ETag", tag)
		if a.status == http.StatusOK && c.Request.Method == http.MethodGet && noneMatch(c, tag) {
			c.Status(http.StatusNotModified)
			c.Writer.WriteHeaderNow()
			return
		}
	}
	if a.location != "" {
		c.Header("Location", a.location)
	}
	if a.body == nil {
		c.Status(a.status)
		c.Writer.WriteHeaderNow()
		return
	}
	if b, ok := a.body.(encoded); ok {
		c.Data(a.status, "application/json; charset=utf-8", *b.json)
		if cap(*b.json) <= maxPooled {
			buffers.Put(b.json)
		}
		return
	}
	c.JSON(a.status, a.body)
}

// writeProblem answers a failure. The cause goes to the log, never to the caller.
func writeProblem(c *gin.Context, log *slog.Logger, err error) {
	status, p := problemOf(err)
	p.RequestID = requestID(c)
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		status = 499
	}
	if status >= 500 {
		log.ErrorContext(c.Request.Context(), "request failed", "request_id", p.RequestID, "method", c.Request.Method,
			"route", c.FullPath(), "status", status, "error", err.Error())
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && e.RetryAfter > 0 {
		c.Header("Retry-After", strconv.Itoa(e.RetryAfter))
	}
	if status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", "Bearer")
	}
	p.Status = status
	b, _ := json.Marshal(p)
	c.Abort()
	c.Data(status, "application/problem+json", b)
}

func problemOf(err error) (int, Problem) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return http.StatusInternalServerError, Problem{Type: "about:blank", Title: "Internal Server Error", Code: "internal",
			Detail: "Something went wrong on our side. The request id helps us find it."}
	}
	status := statusOf[e.Kind]
	if s, ok := statusOfCode[e.Code]; ok {
		status = s
	}
	p := Problem{Type: "about:blank", Title: http.StatusText(status), Code: e.Code, Detail: e.Detail}
	if e.Kind == fault.KindInternal {
		p.Code, p.Detail = "internal", "Something went wrong on our side. The request id helps us find it."
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemField{Field: f.Path, Code: f.Code, Message: f.Message})
	}
	return status, p
}

// pathID reads an id from the path; what is not an id is a record that does not exist.
func pathID(c *gin.Context, name, noun string) (id.ID, error) {
	v, err := id.Parse(c.Param(name))
	if err != nil {
		return 0, fault.NotFound(noun)
	}
	return v, nil
}
