package intake

import (
	"slices"
	"strings"
	"unicode"

	"clientele/internal/fault"
	"clientele/internal/page"
)

// Text is a text in both languages of the screens.
type Text struct{ EN, FR string }

// The types of fields: how a cell is read and what is wrong when it cannot be.
const (
	TypeText      = "text"
	TypeReference = "reference" // an identifier: "17850.0" is read as 17850
	TypeEmail     = "email"
	TypeNumber    = "number"  // up to 3 decimals
	TypePrice     = "price"   // up to 6 decimals
	TypeAmount    = "amount"  // in the currency's units, rounded to its minor unit
	TypeWhole     = "integer" // a whole number
	TypeDecimal   = "decimal" // a number with any decimals, such as a latitude
	TypeShare     = "share"   // a part of a whole: 0.4 or 40 %
	TypeTime      = "time"    // a date, with or without a time of day
	TypeDay       = "day"     // a calendar day
	TypeChoice    = "choice"
	TypeFlag      = "flag"
	TypeCountry   = "country"  // an ISO 3166 code or an English or French name
	TypeCurrency  = "currency" // an ISO 4217 code
	TypeLanguage  = "language"
)

// Field is something that a preset can take from a column. Max is the longest text in characters. Choices maps what a cell may say
// (folded) to the code it means. Whole says that all lines of one order must agree on it.
type Field struct {
	Name     string
	Type     string
	Required bool
	Max      int
	Label    Text
	Help     Text
	Synonyms []string
	Choices  map[string]string
	Whole    bool
	Example  [2]string
}

// Preset is a kind of file: its fields and what one unit of it is. Key names the field by which lines belong together: they are
// loaded as one unit wherever they stand in the file; lines of a preset without a key stand alone. Small says that such files are rare and
// short: a header that fits another preset as well is not taken for one.
type Preset struct {
	Code   string
	Label  Text
	Help   Text
	Noun   string // what is loaded: client, contact, product, order, consent, interaction, case, receivable, wallet_share, subscription, category, division
	Key    string
	Small  bool
	Fields []Field
}

// Field gives a field by name.
func (p Preset) Field(name string) (Field, bool) {
	for _, f := range p.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Presets lists every preset.
func Presets() []Preset { return presets }

// PresetOf gives a preset by its code, in which - and _ are the same; fault not_found where there is none.
func PresetOf(code string) (Preset, error) {
	code = strings.ReplaceAll(code, "-", "_")
	for _, p := range presets {
		if p.Code == code {
			return p, nil
		}
	}
	return Preset{}, fault.NotFound("import_preset")
}

var presets = []Preset{retailLines, orderLines, orders, clients, contacts, products, emails, consents, interactions, cases, receivables, walletShares, subscriptions, categories, divisions}

// field writes a field in one line: labels, help and synonyms are separated by |.
func field(name, kind, label, help, synonyms, examples string, with ...func(*Field)) Field {
	f := Field{Name: name, Type: kind, Max: 255, Label: pair(label), Help: pair(help)}
	f.Synonyms = splitWords(synonyms)
	f.Example[0], f.Example[1], _ = strings.Cut(examples, "|")
	for _, w := range with {
		w(&f)
	}
	return f
}

func splitWords(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func joinWords(list []string) string { return strings.Join(list, "|") }

func pair(s string) Text {
	en, fr, _ := strings.Cut(s, "|")
	return Text{EN: en, FR: fr}
}

func required(f *Field) { f.Required = true }
func whole(f *Field)    { f.Whole = true }

func longest(n int) func(*Field) { return func(f *Field) { f.Max = n } }

// choices takes "code=word|word" per choice; the code itself is understood too.
func choices(list ...string) func(*Field) {
	return func(f *Field) {
		f.Choices = map[string]string{}
		for _, c := range list {
			code, words, _ := strings.Cut(c, "=")
			f.Choices[page.Fold(code)] = code
			for _, w := range strings.Split(words, "|") {
				if w != "" {
					f.Choices[page.Fold(w)] = code
				}
			}
		}
	}
}

// Codes lists the codes of a field of choices, in alphabetical order; nil where it is none.
func (f Field) Codes() []string {
	var out []string
	for _, c := range f.Choices {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// squash gives the form in which headers are compared: folded, letters and digits only.
func squash(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, page.Fold(header))
}

// propose maps a preset's fields to columns whose header is the field's name, one of its labels or synonyms; each column serves once,
// exact names first.
func (p Preset) propose(columns []string) map[string]string {
	out := map[string]string{}
	taken := map[int]bool{}
	keys := make([]string, len(columns))
	for i, c := range columns {
		keys[i] = squash(c)
	}
	for round := range 2 {
		for _, f := range p.Fields {
			if _, done := out[f.Name]; done {
				continue
			}
			names := []string{f.Name, f.Label.EN, f.Label.FR}
			if round == 1 {
				names = f.Synonyms
			}
			for _, n := range names {
				if at := find(keys, squash(n), taken); at >= 0 {
					out[f.Name], taken[at] = columns[at], true
					break
				}
			}
		}
	}
	return out
}

func find(keys []string, want string, taken map[int]bool) int {
	for i, k := range keys {
		if k == want && !taken[i] && k != "" {
			return i
		}
	}
	return -1
}

// missing lists the required fields that a mapping leaves out.
func (p Preset) missing(mapping map[string]string) []string {
	var out []string
	for _, f := range p.Fields {
		if f.Required && mapping[f.Name] == "" {
			out = append(out, f.Name)
		}
	}
	return out
}

// bestPreset gives the preset that knows most of the columns among those whose required fields are all there; of equals the one with the
// fewest fields, then the first. Where none is complete, the one that knows most. Empty when no column is known.
func bestPreset(columns []string) (code string, mapping map[string]string) {
	best, fields, complete := 0, 0, false
	mapping = map[string]string{}
	for _, p := range presets {
		m := p.propose(columns)
		all := len(p.missing(m)) == 0
		better := len(m) > best || len(m) == best && best > 0 && len(p.Fields) < fields && !p.Small
		if all && !complete && len(m) > 0 || all == complete && better {
			code, mapping, best, fields, complete = p.Code, m, len(m), len(p.Fields), all
		}
	}
	return code, mapping
}
