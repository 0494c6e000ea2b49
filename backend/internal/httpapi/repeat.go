package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Repeats keeps the answers given under an Idempotency-Key.
type Repeats interface {
	Begin(ctx context.Context, principal id.ID, key, hash string, keep time.Duration) (status int, headers string, body []byte, done bool, err error)
	End(ctx context.Context, principal id.ID, key string, status int, headers string, body []byte, keep time.Duration) error
	Drop(ctx context.Context, principal id.ID, key string) error
}

const keepAnswers = 24 * time.Hour

// repeated answers a POST that carries an Idempotency-Key only once: the same key with the same request gets the kept answer,
// with another request 422, while the first is under way 409. Refused and failed requests are not kept.
func repeated(log *slog.Logger, store Repeats) gin.HandlerFunc {
	return func(c *gin.Context) {
		key := c.GetHeader("Idempotency-Key")
		if key == "" || c.Request.Method != http.MethodPost || c.ContentType() != "application/json" {
			return
		}
		if len(key) > 255 {
			writeProblem(c, log, fault.Invalid(fault.Field{Path: "Idempotency-Key", Code: "too_long", Message: "is longer than 255 characters"}))
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
		status, headers, body, done, err := store.Begin(ctx, who, key, hex.EncodeToString(sum[:]), keepAnswers)
		if err != nil {
			writeProblem(c, log, err)
			return
		}
		if done {
			c.Header("Idempotent-Replay", "true")
			c.Data(status, headers, body)
			c.Abort()
			return
		}
		rec := &recorder{ResponseWriter: c.Writer}
		c.Writer = rec
		c.Next()
		ctx = context.WithoutCancel(ctx)
		if s := rec.Status(); s < 300 {
			err = store.End(ctx, who, key, s, rec.Header().Get("Content-Type"), rec.body.Bytes(), keepAnswers)
		} else {
			err = store.Drop(ctx, who, key)
		}
		if err != nil {
			log.Error("keep answer", "request_id", requestID(c), "error", err)
		}
	}
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
