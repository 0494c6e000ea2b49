// Package fault is the one vocabulary of failures: what went wrong, in terms every room shares.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of failure happened; the HTTP room maps each to one status.
type Kind string

// The kinds of failure.
const (
	KindInvalid      Kind = "invalid"
	KindUnauthorized Kind = "unauthorized"
	KindForbidden    Kind = "forbidden"
	KindNotFound     Kind = "not_found"
	KindConflict     Kind = "conflict"
	KindTooMany      Kind = "too_many"
	KindUnavailable  Kind = "unavailable"
	KindInternal     Kind = "internal"
)

// Field is one thing wrong with one input field. Path is the field's path in the request
// ("lines[2].quantity"), Code a stable word for programs, Message a sentence for people.
type Field struct {
	Path    string
	Code    string
	Message string
}

// Error is a failure with its kind, a stable code, a safe sentence and the cause for the log.
type Error struct {
	Kind       Kind
	Code       string
	Detail     string
	Fields     []Field
	RetryAfter int // seconds; only with KindTooMany and KindUnavailable
	cause      error
}

// Error gives the safe sentence and, behind it, the cause: for logs, never for callers.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Path, f.Message)
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// New makes a failure of a kind. An empty code becomes the kind's name.
func New(kind Kind, code, detail string) *Error {
	if code == "" {
		code = string(kind)
	}
	return &Error{Kind: kind, Code: code, Detail: detail}
}

// Wrap makes a failure of a kind with the cause kept for the log.
func Wrap(kind Kind, code, detail string, cause error) *Error {
	e := New(kind, code, detail)
	e.cause = cause
	return e
}

// Invalid is input that breaks a rule; each field says which.
func Invalid(fields ...Field) *Error {
	return &Error{Kind: KindInvalid, Code: "invalid", Detail: "Some fields are not valid.", Fields: fields}
}

// NotFound says that a noun with that id does not exist or may not be seen.
func NotFound(noun string) *Error {
	return New(KindNotFound, noun+"_not_found", "There is no such "+strings.ReplaceAll(noun, "_", " ")+".")
}

// Conflict says that the state of things forbids the request.
func Conflict(code, detail string) *Error { return New(KindConflict, code, detail) }

// Stale says that the record has changed since the caller read it.
func Stale(noun string) *Error {
	return New(KindConflict, "stale_version", "The "+strings.ReplaceAll(noun, "_", " ")+" has changed since you read it; read it again.")
}

// KindOf gives the kind of an error; an error of no kind is internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return KindInternal
}

// Is says whether the error is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// Code gives the stable code of an error, "internal" where there is none.
func Code(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return string(KindInternal)
}
