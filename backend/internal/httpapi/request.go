package httpapi

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/fault"
)

// visit is what is known of a request apart from what it asks.
type visit struct {
	id    [1]string // as a header holds it
	actor account.Actor
}

const visitKey = "visit"

// identify gives each request an id: the caller's X-Request-Id where it is sound, else a new one.
func identify(c *gin.Context) {
	v := &visit{}
	if v.id[0] = c.GetHeader("X-Request-Id"); !soundID(v.id[0]) {
		var raw [12]byte
		var text [2 * len(raw)]byte
		binary.BigEndian.PutUint64(raw[:], rand.Uint64())
		binary.BigEndian.PutUint32(raw[8:], rand.Uint32())
		hex.Encode(text[:], raw[:])
		v.id[0] = string(text[:])
	}
	c.Set(visitKey, v)
	c.Writer.Header()["X-Request-Id"] = v.id[:]
}

func soundID(v string) bool {
	if len(v) < 8 || len(v) > 64 {
		return false
	}
	for _, r := range v {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.') {
			return false
		}
	}
	return true
}

// visited gives what is known of the request.
func visited(c *gin.Context) *visit {
	v, _ := c.Get(visitKey)
	if v, ok := v.(*visit); ok {
		return v
	}
	return &visit{}
}

func requestID(c *gin.Context) string { return visited(c).id[0] }

// logged writes one line per request at debug level, and feeds the metrics.
func logged(log *slog.Logger, m *Metrics) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := time.Now()
		c.Next()
		took := time.Since(start)
		route := c.FullPath()
		if route == "" {
			route = "unmatched"
		}
		m.observe(c.Request.Method, route, c.Writer.Status(), took)
		if !log.Enabled(c.Request.Context(), slog.LevelDebug) {
			return
		}
		log.DebugContext(c.Request.Context(), "request", "request_id", requestID(c), "method", c.Request.Method, "route", route,
			"status", c.Writer.Status(), "ms", took.Milliseconds(), "actor", actor(c).ID.String())
	}
}

// recovered turns a panic into a 500 with the stack in the log.
func recovered(log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			if r := recover(); r != nil {
				if e, ok := r.(error); ok && errors.Is(e, http.ErrAbortHandler) {
					panic(r)
				}
				log.Error("panic", "request_id", requestID(c), "route", c.FullPath(), "stack", string(debug.Stack()))
				if c.Writer.Written() {
					sever(c)
				}
				writeProblem(c, log, fault.Wrap(fault.KindInternal, "", "", fmt.Errorf("panic: %v", r)))
			}
		}()
		c.Next()
	}
}

// The headers that every answer carries, by their canonical names; nobody changes the values.
var guarding = [...]struct {
	name  string
	value []string
}{
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"Referrer-Policy", []string{"same-origin"}},
	{"X-Frame-Options", []string{"DENY"}},
	{"Cross-Origin-Opener-Policy", []string{"same-origin"}},
}

// secured sets the headers that every answer carries.
func secured(c *gin.Context) {
	h := c.Writer.Header()
	for i := range guarding {
		h[guarding[i].name] = guarding[i].value
	}
}
