package httpapi

import (
	"bytes"
	"encoding"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"clientele/internal/fault"
)

// The limits of a JSON body.
const (
	maxBody  = 1 << 20
	maxBulk  = 32 << 20
	maxDepth = 32
)

// body reads one JSON value of at most 1 MB strictly: unknown, repeated or differently cased keys, trailing data, wrong types
// and deep nesting are refused with their place (400 malformed).
func body[T any](c *gin.Context) (T, error) { return bodyUpTo[T](c, maxBody) }

func bodyUpTo[T any](c *gin.Context, limit int64) (v T, err error) {
	raw, err := rawUpTo(c, limit)
	if err != nil {
		return v, err
	}
	return decode[T](raw)
}

// rawUpTo reads a body that says it is JSON.
func rawUpTo(c *gin.Context, limit int64) ([]byte, error) {
	if t := c.GetHeader("Content-Type"); t != "application/json" {
		if t, _, err := mime.ParseMediaType(t); err != nil || t != "application/json" {
			return nil, fault.New(fault.KindInvalid, "media_type", "The body must be application/json.")
		}
	}
	raw, err := read(c, limit)
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, fault.New(fault.KindInvalid, "too_large", "The body is larger than "+strconv.FormatInt(limit>>20, 10)+" MB.")
	}
	if err != nil {
		return nil, malformed("", "could not be read")
	}
	return raw, nil
}

// read gives the whole body: at once where its length is told and small.
func read(c *gin.Context, limit int64) ([]byte, error) {
	if n := c.Request.ContentLength; n >= 0 && n <= min(limit, 64<<10) {
		raw := make([]byte, n)
		_, err := io.ReadFull(c.Request.Body, raw)
		return raw, err
	}
	var buf bytes.Buffer
	_, err := buf.ReadFrom(http.MaxBytesReader(c.Writer, c.Request.Body, limit))
	return buf.Bytes(), err
}

// decode reads one JSON value strictly.
func decode[T any](raw []byte) (T, error) {
	var v T
	if err := checkDepth(raw); err != nil {
		return v, err
	}
	err := jsonv2.Unmarshal(raw, &v, jsonv2.RejectUnknownMembers(true))
	if err == nil {
		return v, nil
	}
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return v, malformed(path(e.JSONPointer), syntaxWords(e, raw))
	}
	if e, ok := errors.AsType[*jsonv2.SemanticError](err); ok {
		return v, malformed(path(e.JSONPointer), semanticWords(e))
	}
	return v, malformed("", "is not valid JSON")
}

func checkDepth(raw []byte) error {
	if bytes.Count(raw, []byte{'{'})+bytes.Count(raw, []byte{'['}) <= maxDepth {
		return nil // cannot be nested deeper than it opens
	}
	d := jsontext.NewDecoder(bytes.NewReader(raw))
	for _, err := d.ReadToken(); err == nil; _, err = d.ReadToken() {
		if d.StackDepth() > maxDepth {
			return malformed(path(d.StackPointer()), "is nested too deeply")
		}
	}
	return nil // Unmarshal says what else is wrong and where
}

func malformed(field, message string) error {
	e := fault.New(fault.KindInvalid, "malformed", "The body is not the JSON that this request takes.")
	e.Fields = []fault.Field{{Path: field, Code: "malformed", Message: message}}
	return e
}

// path writes a JSON pointer as "lines[2].quantity".
func path(p jsontext.Pointer) string {
	var b strings.Builder
	for t := range p.Tokens() {
		if _, err := strconv.Atoi(t); err == nil {
			b.WriteString("[" + t + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(t)
	}
	return b.String()
}

func syntaxWords(e *jsontext.SyntacticError, raw []byte) string {
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return "is empty"
	case errors.Is(e, jsontext.ErrDuplicateName):
		return "is there twice"
	}
	line := 1 + bytes.Count(raw[:min(int(e.ByteOffset), len(raw))], []byte("\n"))
	return "is not valid JSON at line " + strconv.Itoa(line)
}

func semanticWords(e *jsonv2.SemanticError) string {
	if errors.Is(e, jsonv2.ErrUnknownName) {
		return "is not a known field"
	}
	return "must be " + typeWords(e.GoType)
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

func typeWords(t reflect.Type) string {
	if t == nil {
		return "of another type"
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if reflect.PointerTo(t).Implements(textType) {
		switch t.Name() {
		case "ID":
			return "an id (a string of digits)"
		case "Day":
			return `a day such as "2026-03-12"`
		case "Time":
			return `a time such as "2026-03-12T09:30:00Z"`
		}
	}
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint8:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	}
	return "an object"
}
