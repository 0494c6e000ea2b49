package intake

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"clientele/internal/fault"
)

// columnsOf reads rows for the names and kinds of the columns and for how numbers and dates are written.
func columnsOf(rows rowReader, d *Detected, o Options, country string) error {
	var stats []*columnStats
	var head []string
	var r row
	votes := &votes{}
	for n, read := 0, 0; read < scanBytes; n++ {
		err := rows.next(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		read += len(r.text)
		if n > headRows && n%everyRow != 0 || r.fault != "" {
			continue
		}
		if n > 20*headRows && d.Format == "xlsx" {
			break
		}
		cells := make([]string, len(r.spans))
		for i := range cells {
			cells[i] = strings.TrimSpace(string(r.cell(i)))
		}
		if head == nil {
			head = cells
			continue
		}
		for i, c := range cells {
			for len(stats) <= i {
				stats = append(stats, &columnStats{})
			}
			stats[i].add(c, votes)
		}
	}
	d.Header = isHeader(head, stats)
	if o.Header != nil {
		d.Header = *o.Header
	}
	if !d.Header {
		for i, c := range head {
			for len(stats) <= i {
				stats = append(stats, &columnStats{})
			}
			stats[i].add(c, votes)
		}
	}
	d.Columns = names(head, stats, d.Header)
	votes.decide(d, country)
	return nil
}

// columnStats counts what kinds of cells a column holds.
type columnStats struct {
	filled, whole, number, date, email int
	samples                            []string
}

func (s *columnStats) add(c string, v *votes) {
	if c == "" {
		return
	}
	s.filled++
	if len(s.samples) < samplesKept && !slices.Contains(s.samples, c) {
		s.samples = append(s.samples, cut(c, 80))
	}
	switch {
	case v.number(c):
		s.number++
		if isDigits(strings.TrimLeft(c, "+-")) {
			s.whole++
		}
	case v.date(c):
		s.date++
	case fault.ValidEmail(c):
		s.email++
	}
}

func (s *columnStats) kind() string {
	most := s.filled * 9 / 10
	switch {
	case s.filled == 0:
		return "empty"
	case s.date > most:
		return "date"
	case s.email > most:
		return "email"
	case s.whole > most:
		return "integer"
	case s.number > most:
		return "number"
	}
	return "text"
}

// isHeader says whether the first row names the columns: all texts, no numbers, dates or addresses.
func isHeader(head []string, stats []*columnStats) bool {
	filled := 0
	for _, c := range head {
		if c == "" {
			continue
		}
		var v votes
		if filled++; v.number(c) || v.date(c) || fault.ValidEmail(c) {
			return false
		}
	}
	return filled > 0 && filled*2 >= len(stats)
}

func names(head []string, stats []*columnStats, header bool) []Column {
	n := min(max(len(head), len(stats)), 300)
	out := make([]Column, n)
	seen := map[string]bool{}
	for i := range out {
		name := ""
		if header && i < len(head) {
			name = cut(head[i], 120)
		}
		if name == "" {
			name = "Column " + strconv.Itoa(i+1)
		}
		base := name
		for k := 2; seen[name]; k++ {
			name = base + " (" + strconv.Itoa(k) + ")"
		}
		seen[name] = true
		out[i] = Column{Index: i, Name: name, Type: "empty", Samples: []string{}}
		if i < len(stats) {
			out[i].Type = stats[i].kind()
			out[i].Samples = append(out[i].Samples, stats[i].samples...)
		}
	}
	return out
}

// cut gives at most n characters of a text, valid UTF-8 and without NUL.
func cut(s string, n int) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
	i := 0
	for at := range s {
		if i++; i > n {
			return s[:at]
		}
	}
	return s
}
