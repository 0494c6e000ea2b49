package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// Files keeps uploads, rejects and exports in chunks of at most 1 MB, so that any replica sees them.
type Files struct{ *DB }

// NewFiles gives the files of a database.
func NewFiles(db *DB) Files { return Files{db} }

const chunkSize = 1 << 20

// FileInfo describes a stored file.
type FileInfo struct {
	ID          id.ID
	Name        string
	ContentType string
	Size        int64
	SHA256      string
	Complete    bool
	CreatedAt   time.Time
	ExpiresAt   *time.Time
}

// Save stores what r gives until its end, and gives the file's id and size. A file that breaks off is deleted.
func (s Files) Save(ctx context.Context, name, contentType string, r io.Reader, expires *time.Time) (id.ID, int64, error) {
	w, err := s.Create(ctx, name, contentType, expires)
	if err != nil {
		return 0, 0, err
	}
	if _, err := io.Copy(w, r); err != nil {
		_ = s.Delete(context.WithoutCancel(ctx), w.id)
		return 0, 0, fmt.Errorf("store file: %w", err)
	}
	return w.id, w.size, w.Close()
}

// Create opens a new file for writing; it becomes visible when the writer is closed.
func (s Files) Create(ctx context.Context, name, contentType string, expires *time.Time) (*FileWriter, error) {
	v := s.ids.Next()
	err := s.InTx(ctx, func(ctx context.Context) error {
		t := columns("stored_file", "id,name,content_type,size,sha256,complete,created_at,expires_at", "id", "")
		return s.insertRows(ctx, t, false, 1, func(_ int, dst []any) {
			copy(dst, []any{v, name, contentType, 0, "", false, s.clock.Now(), expires})
		})
	})
	return &FileWriter{files: s, ctx: ctx, id: v, sum: sha256.New(), buf: make([]byte, 0, chunkSize)}, err
}

// FileWriter writes one stored file.
type FileWriter struct {
	files Files
	ctx   context.Context
	id    id.ID
	size  int64
	n     int64
	sum   hash.Hash
	buf   []byte
}

// ID gives the file's id.
func (w *FileWriter) ID() id.ID { return w.id }

// Write appends to the file.
func (w *FileWriter) Write(p []byte) (int, error) {
	total := len(p)
	w.sum.Write(p)
	w.size += int64(total)
	for len(p) > 0 {
		n := min(chunkSize-len(w.buf), len(p))
		w.buf = append(w.buf, p[:n]...)
		p = p[n:]
		if len(w.buf) == chunkSize {
			if err := w.flush(); err != nil {
				return 0, err
			}
		}
	}
	return total, nil
}

func (w *FileWriter) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	err := w.files.InTx(w.ctx, func(ctx context.Context) error {
		_, err := w.files.exec(ctx, "INSERT INTO stored_file_chunk (file_id, chunk, data) VALUES (?, ?, ?)", w.id, w.n, w.buf)
		return err
	})
	w.n++
	w.buf = w.buf[:0]
	return err
}

// Close writes the rest and makes the file visible.
func (w *FileWriter) Close() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.files.InTx(w.ctx, func(ctx context.Context) error {
		_, err := w.files.exec(ctx, "UPDATE stored_file SET complete = 1, size = ?, sha256 = ? WHERE id = ?", w.size, hex.EncodeToString(w.sum.Sum(nil)), w.id)
		return err
	})
}

// Info describes a file; fault not_found where there is none or it is not complete.
func (s Files) Info(ctx context.Context, v id.ID) (FileInfo, error) {
	var f FileInfo
	err := s.conn(ctx).Table("stored_file").Where("id = ? AND complete = 1", v).Take(&f).Error
	return f, s.fail(err, "file")
}

// Open reads a file from its beginning, one chunk at a time.
func (s Files) Open(ctx context.Context, v id.ID) (io.ReadCloser, int64, error) {
	f, err := s.Info(ctx, v)
	if err != nil {
		return nil, 0, err
	}
	return &fileReader{files: s, ctx: ctx, id: v}, f.Size, nil
}

type fileReader struct {
	files Files
	ctx   context.Context
	id    id.ID
	n     int64
	rest  []byte
	done  bool
}

func (r *fileReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.done {
			return 0, io.EOF
		}
		var row struct{ Data []byte }
		err := r.files.conn(r.ctx).Raw("SELECT data FROM stored_file_chunk WHERE file_id = ? AND chunk = ?", r.id, r.n).Scan(&row).Error
		if err != nil {
			return 0, fmt.Errorf("read file: %w", err)
		}
		r.n++
		r.rest = row.Data
		r.done = len(row.Data) < chunkSize
		if len(r.rest) == 0 {
			return 0, io.EOF
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *fileReader) Close() error { return nil }

// Delete removes a file and its chunks.
func (s Files) Delete(ctx context.Context, v id.ID) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.exec(ctx, "DELETE FROM stored_file_chunk WHERE file_id = ?", v); err != nil {
			return err
		}
		n, err := s.exec(ctx, "DELETE FROM stored_file WHERE id = ?", v)
		if err == nil && n == 0 {
			return fault.NotFound("file")
		}
		return err
	})
}
