package httpapi

import (
	"errors"
	"log/slog"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/table"
)

// format reads the file format of an export: format, and bom for CSV.
func (q *query) format() table.Format {
	f, mark := table.Format(q.text("format")), q.flag("bom")
	if f == "" {
		f = table.CSV
	}
	q.check.OneOf("format", string(f), string(table.CSV), string(table.XLSX), string(table.Parquet))
	if f == table.CSV && mark != nil && *mark {
		return table.CSVWithBOM
	}
	return f
}

// download answers with a table as a file: name is the file's without its ending, letters, digits, - and _. What fails before the first byte
// has gone out is answered as a problem, what fails later breaks the connection off (wrap), so that half a file never looks whole.
func download[T any](c *gin.Context, t table.Table[T], name string, f table.Format, rows func(yield func(T) error) error) (any, error) {
	return written{}, t.Write(&attachment{c: c, name: name, format: f}, f, rows)
}

// each gives the rows of a list that is there already.
func each[T any](rows []T) func(yield func(T) error) error {
	return func(yield func(T) error) error {
		for _, r := range rows {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// attachment is the answer as a file. Its headers are set when the first bytes come.
type attachment struct {
	c      *gin.Context
	name   string
	format table.Format
	begun  bool
}

// Write sends bytes of the file.
func (a *attachment) Write(p []byte) (int, error) {
	if !a.begun {
		a.begun = true
		a.c.Header("Content-Type", a.format.ContentType())
		a.c.Header("Content-Disposition", `attachment; filename="`+a.name+a.format.Extension()+`"`)
	}
	return a.c.Writer.Write(p)
}

// breakOff ends a request whose answer has begun and cannot be ended: the caller must see that it is not whole. It never returns.
func breakOff(c *gin.Context, log *slog.Logger, err error) {
	if c.Request.Context().Err() == nil {
		log.ErrorContext(c.Request.Context(), "answer broken off", "request_id", requestID(c), "method", c.Request.Method, "route", c.FullPath(), "error", err.Error())
	}
	sever(c)
}

// sever breaks the connection off. HTTP/1.0 has no other end of an answer than the connection's, so there it is reset.
func sever(c *gin.Context) {
	if !c.Request.ProtoAtLeast(1, 1) {
		_ = reset(c.Writer)
	}
	panic(http.ErrAbortHandler)
}

func reset(w http.ResponseWriter) error {
	for {
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			break
		}
		w = u.Unwrap()
	}
	h, ok := w.(http.Hijacker)
	if !ok {
		return errors.ErrUnsupported
	}
	conn, _, err := h.Hijack()
	if err != nil {
		return err
	}
	if t, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = t.NetConn() // under TLS, whose close says that all was sent
	}
	if t, ok := conn.(interface{ SetLinger(sec int) error }); ok {
		_ = t.SetLinger(0)
	}
	return conn.Close()
}
