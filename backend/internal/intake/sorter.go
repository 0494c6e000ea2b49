package intake

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
)

// sorter brings scattered lines of one key together with bounded memory: lines are sorted in memory, written to temporary files when
// they are too many, and merged. Within a key lines keep the order of the file; keys come in the order of their hash.
type sorter struct {
	held  []keyed
	bytes int
	limit int
	runs  []*os.File
}

type keyed struct {
	hash uint64
	key  string
	rec  record
}

// sortBytes is how much is held in memory at once.
const sortBytes = 32 << 20

func compareKeyed(a, b keyed) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), strings.Compare(a.key, b.key), cmp.Compare(a.rec.line, b.rec.line))
}

func (s *sorter) add(hash uint64, key string, rec record) error {
	s.held = append(s.held, keyed{hash, key, rec})
	s.bytes += rec.size() + len(key) + 64
	if s.limit == 0 {
		s.limit = sortBytes
	}
	if s.bytes < s.limit {
		return nil
	}
	return s.spill()
}

// spill writes what is held, sorted, to a temporary file that disappears with the process.
func (s *sorter) spill() error {
	slices.SortFunc(s.held, compareKeyed)
	f, err := os.CreateTemp("", "clientele-import-*")
	if err != nil {
		return err
	}
	_ = os.Remove(f.Name())
	s.runs = append(s.runs, f)
	w := bufio.NewWriterSize(f, 256<<10)
	var b []byte
	for _, k := range s.held {
		b = k.encode(b[:0])
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	s.held, s.bytes = s.held[:0], 0
	return w.Flush()
}

func (k keyed) encode(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, k.hash)
	b = binary.AppendVarint(b, k.rec.line)
	b = binary.AppendUvarint(b, uint64(len(k.rec.cells)))
	for _, t := range append([]string{k.key, k.rec.fault}, k.rec.cells...) {
		b = append(binary.AppendUvarint(b, uint64(len(t))), t...)
	}
	return b
}

func decodeKeyed(r *bufio.Reader) (k keyed, err error) {
	var h [8]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return k, err
	}
	k.hash = binary.LittleEndian.Uint64(h[:])
	var errs [2]error
	k.rec.line, errs[0] = binary.ReadVarint(r)
	n, err := binary.ReadUvarint(r)
	errs[1] = err
	texts := make([]string, n+2)
	for i := range texts {
		if texts[i], err = readText(r); err != nil {
			return k, err
		}
	}
	k.key, k.rec.fault, k.rec.cells = texts[0], texts[1], texts[2:]
	return k, errors.Join(errs[:]...)
}

func readText(r *bufio.Reader) (string, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return "", err
	}
	b := make([]byte, n)
	_, err = io.ReadFull(r, b)
	return string(b), err
}

// each gives every line in order. It may be called once, when no more are added.
func (s *sorter) each(take func(key string, rec record) error) error {
	slices.SortFunc(s.held, compareKeyed)
	var heads []keyed
	var readers []*bufio.Reader
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		r := bufio.NewReaderSize(f, 256<<10)
		k, err := decodeKeyed(r)
		if err != nil {
			return err
		}
		heads, readers = append(heads, k), append(readers, r)
	}
	for len(s.held) > 0 || len(heads) > 0 {
		at := -1
		for i := range heads {
			if at < 0 || compareKeyed(heads[i], heads[at]) < 0 {
				at = i
			}
		}
		if len(s.held) > 0 && (at < 0 || compareKeyed(s.held[0], heads[at]) < 0) {
			k := s.held[0]
			s.held = s.held[1:]
			if err := take(k.key, k.rec); err != nil {
				return err
			}
			continue
		}
		k := heads[at]
		next, err := decodeKeyed(readers[at])
		switch {
		case errors.Is(err, io.EOF):
			heads, readers = slices.Delete(heads, at, at+1), slices.Delete(readers, at, at+1)
		case err != nil:
			return err
		default:
			heads[at] = next
		}
		if err := take(k.key, k.rec); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter) close() {
	for _, f := range s.runs {
		_ = f.Close()
	}
}
