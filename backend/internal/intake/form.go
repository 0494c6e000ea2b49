package intake

import (
	"time"

	"clientele/internal/account"
	"clientele/internal/money"
)

// Detected is what was found out about a file by looking at it. Sure lists what the file itself showed; the rest is assumed.
type Detected struct {
	Format     string            `json:"format"` // csv or xlsx
	Compressed bool              `json:"compressed"`
	Delimiter  string            `json:"delimiter"`
	Encoding   string            `json:"encoding"`
	Decimal    string            `json:"decimal"`
	Thousands  string            `json:"thousands"`
	DateFormat string            `json:"date_format"`
	Header     bool              `json:"header"`
	Date1904   bool              `json:"date_1904"` // XLSX: days count from 1904
	Sheets     []string          `json:"sheets"`
	Columns    []Column          `json:"columns"`
	Preset     string            `json:"preset"`
	Mapping    map[string]string `json:"mapping"`
	Sure       []string          `json:"sure"` // of encoding, decimal, date_format
}

// Column is a column of a file: its name (made up where the file has none, made unique where it repeats), its place from 0, the kind of
// value that most cells hold (empty, integer, number, date, email, text) and some of its cells.
type Column struct {
	Index   int      `json:"index"`
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Samples []string `json:"samples"`
}

func (d Detected) columnNames() []string {
	out := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		out[i] = c.Name
	}
	return out
}

func (d Detected) index(name string) int {
	for i, c := range d.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// form is how a file is read in the end: options over what was detected over the organisation's own.
type form struct {
	xlsx, compressed, header, quotes bool
	delimiter                        byte
	encoding, sheet                  string
	nums                             numbers
	dates                            dates
	source, currency, division       string
	channel, wording                 string
	exponent                         int
}

func newForm(d Detected, o Options, org account.Organisation) form {
	f := form{xlsx: d.Format == "xlsx", compressed: d.Compressed, header: d.Header, quotes: o.Quotes != "none",
		encoding: first(o.Encoding, d.Encoding, "utf-8"), sheet: o.Sheet, source: first(o.Source, DefaultSource),
		currency: first(o.Currency, org.Currency), division: o.Division, channel: o.Channel, wording: o.ConsentWording}
	if o.Header != nil {
		f.header = *o.Header
	}
	f.delimiter = first(o.Delimiter, d.Delimiter, ",")[0]
	f.nums = numbers{decimal: first(o.Decimal, d.Decimal, ".")[0], floats: f.xlsx}
	switch t := first(o.Thousands, d.Thousands, "none"); t {
	case "none":
	case "space":
		f.nums.thousands = ' '
	default:
		f.nums.thousands = t[0]
	}
	if f.xlsx {
		f.nums.decimal, f.nums.thousands = '.', 0
	}
	if f.nums.thousands == f.nums.decimal {
		f.nums.thousands = 0
	}
	f.dates = dates{order: first(o.DateFormat, d.DateFormat, "ymd"), zone: org.Zone(), serial: f.xlsx, date1904: d.Date1904}
	if o.TimeZone != "" {
		if z, err := time.LoadLocation(o.TimeZone); err == nil {
			f.dates.zone = z
		}
	}
	f.exponent = money.Exponent(f.currency)
	return f
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
