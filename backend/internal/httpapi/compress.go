package httpapi

import (
	"compress/gzip"
	"net/http"
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
	if !strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") || c.Request.Method == http.MethodHead {
		return
	}
	w := &zipWriter{ResponseWriter: c.Writer}
	c.Writer = w
	defer w.end()
	c.Next()
}

// zipWriter decides at the first write, by its size, whether the answer is compressed.
type zipWriter struct {
	gin.ResponseWriter
	zip     *gzip.Writer
	decided bool
}

// Write compresses or passes on.
func (w *zipWriter) Write(p []byte) (int, error) {
	if !w.decided {
		w.decided = true
		if h := w.Header(); len(p) >= compressFrom && w.Status() == http.StatusOK && h.Get("Content-Encoding") == "" && compressible(h.Get("Content-Type")) {
			h.Set("Content-Encoding", "gzip")
			h.Add("Vary", "Accept-Encoding")
			h.Del("Content-Length")
			w.zip, _ = zippers.Get().(*gzip.Writer)
			w.zip.Reset(w.ResponseWriter)
		}
	}
	if w.zip != nil {
		return w.zip.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

// WriteString compresses or passes on.
func (w *zipWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

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
