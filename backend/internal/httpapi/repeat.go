package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
	"clientele/internal/id"
)

// Repeats keeps the answers given under an Idempotency-Key.
type Repeats interface {
	Begin(ctx context.Context, principal id.ID, key, hash string) (status int, headers string, body []byte, done bool, err error)
	End(ctx context.Context, principal id.ID, key string, status int, headers string, body []byte, keep time.Duration) error
	Drop(ctx context.Context, principal id.ID, key string) error
}

const keepAnswers = 24 * time.Hour

// repeated answers a POST that carries an Idempotency-Key only once: the same key with the same request gets the kept answer,
// with another request 422, while the first is under way 409. Refused and failed requests are not kept; nor is anything on a public
// route, where the keys of strangers would meet and answers are sessions, nor on an administrator's or an issuer's, whose answers hold
// passwords and tokens.
func repeated(log *slog.Logger, store Repeats, need account.Permission) gin.HandlerFunc {
	if need == account.Public || need == account.Administer || need == account.Issue {
		return func(*gin.Context) {}
	}
	return func(c *gin.Context) {
		key := c.GetHeader("Idempotency-Key")
		if key == "" || c.Request.Method != http.MethodPost || c.ContentType() != "application/json" {
			return
		}
		if !soundKey(key) {
			writeProblem(c, log, fault.Invalid(fault.Field{Path: "Idempotency-Key", Code: "malformed", Message: "must be at most 255 printable ASCII characters"}))
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxBulk))
		if err != nil {
			writeProblem(c, log, fault.New(fault.KindInvalid, "too_large", "The body is too large."))
			return
		}
		c.Request.Body = io.NopCloser(bytes.NewReader(raw))
		sum := sha256.Sum256(append([]byte(c.Request.Method+" "+c.Request.URL.RequestURI()+"\n"), raw...))
		ctx, who := c.Request.Context(), actor(c).ID
		status, headers, body, done, err := store.Begin(ctx, who, key, hex.EncodeToString(sum[:]))
		if err != nil {
			writeProblem(c, log, err)
			return
		}
		if done {
			c.Header("Idempotent-Replay", "true")
			replay(c, status, headers, body)
			c.Abort()
			return
		}
		rec := &recorder{ResponseWriter: c.Writer}
		c.Writer = rec
		c.Next()
		ctx = context.WithoutCancel(ctx)
		if s := rec.Status(); s < 300 {
			err = store.End(ctx, who, key, s, keptHeaders(rec.Header()), rec.body.Bytes(), keepAnswers)
		} else {
			err = store.Drop(ctx, who, key)
		}
		if err != nil {
			log.Error("keep answer", "request_id", requestID(c), "error", err)
		}
	}
}

func soundKey(key string) bool {
	return len(key) <= 255 && !strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > '~' })
}

// keptHeaders writes the headers that belong to an answer, as the query string of a URL would.
func keptHeaders(h http.Header) string {
	kept := url.Values{}
	for _, name := range []string{"Content-Type", "ETag", "Location"} {
		if v := h.Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	return kept.Encode()
}

// replay gives a kept answer again, whole.
func replay(c *gin.Context, status int, headers string, body []byte) {
	kept, _ := url.ParseQuery(headers)
	for name := range kept {
		c.Header(name, kept.Get(name))
	}
	if len(body) == 0 {
		c.Status(status)
		c.Writer.WriteHeaderNow()
		return
	}
	c.Data(status, kept.Get("Content-Type"), body)
}

type recorder struct {
	gin.ResponseWriter
	body bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.body.Write(p)
	return r.ResponseWriter.Write(p)
}

func (r *recorder) WriteString(s string) (int, error) {
	r.body.WriteString(s)
	return r.ResponseWriter.WriteString(s)
}
