package httpapi

import (
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

// compressFrom is the size of a first write from which an answer is compressed: below it the bytes saved are fewer than the packets
// and the time. Streams write at least so much at once.
const compressFrom = 4096

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

// compressed lets large answers travel gzipped to callers that take it.
func compressed(c *gin.Context) {
	w := &zipWriter{ResponseWriter: c.Writer, taken: takesGzip(c.GetHeader("Accept-Encoding"))}
	c.Writer = w
	c.Next()
	w.end() // not when the handler panics: an answer that is broken off must not end as if it were whole
}

// zipWriter decides at the first write, by its size, whether the answer is compressed.
type zipWriter struct {
	gin.ResponseWriter
	zip     *gzip.Writer
	taken   bool
	decided bool
}

// takesGzip reads an Accept-Encoding header: gzip or * is among its codings, and not with the weight 0.
func takesGzip(accept string) bool {
	takes := false
	if accept == "" {
		return false
	}
	for _, part := range strings.Split(accept, ",") {
		coding, weight, _ := strings.Cut(part, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding != "gzip" && coding != "*" {
			continue
		}
		_, q, given := strings.Cut(weight, "=")
		n, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		takes = !given || err == nil && n > 0
		if coding == "gzip" {
			break
		}
	}
	return takes
}

// Write compresses or passes on.
func (w *zipWriter) Write(p []byte) (int, error) {
	if !w.decided {
		w.decided = true
		if h := w.Header(); len(p) >= compressFrom && w.Status() == http.StatusOK && h.Get("Content-Encoding") == "" && compressible(h.Get("Content-Type")) {
			h.Add("Vary", "Accept-Encoding") // for caches, also when it goes out as it is
			if w.taken {
				h.Set("Content-Encoding", "gzip")
				h.Del("Content-Length")
				w.zip, _ = zippers.Get().(*gzip.Writer)
				w.zip.Reset(w.ResponseWriter)
			}
		}
	}
	if w.zip != nil {
		return w.zip.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

// WriteString compresses or passes on.
func (w *zipWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// Unwrap gives the writer underneath.
func (w *zipWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what was written so far.
func (w *zipWriter) Flush() {
	if w.zip != nil {
		_ = w.zip.Flush()
	}
	w.ResponseWriter.Flush()
}

func (w *zipWriter) end() {
	if w.zip != nil {
		_ = w.zip.Close()
		zippers.Put(w.zip)
	}
}

// compressible says whether a content type is text; images and archives are compressed already.
func compressible(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "xml")
}
