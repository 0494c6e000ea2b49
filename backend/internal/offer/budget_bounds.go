package offer

import (
	"strings"

	"clientele/internal/fault"
	"clientele/internal/page"
)

// Bounds is what limits an offer: its capping rules, its budget in minor units of the reporting currency, the codes it takes.
type Bounds struct {
	BudgetMinor   *int64
	CodesKind     string
	SharedCode    string
	SharedCodeKey *string // nil without a shared code

	Caps []CappingRule `gorm:"-"`
}

// The kinds of codes: none, one that everybody uses, one for each client.
const (
	CodesNone   = "none"
	CodesShared = "shared"
	CodesUnique = "unique"
)

// CodesKinds lists the kinds of codes.
var CodesKinds = []string{CodesNone, CodesShared, CodesUnique}

// MaxCode is how many characters a code may have.
const MaxCode = 64

func (b *Bounds) complete() {
	if b.CodesKind == "" {
		b.CodesKind = CodesNone
	}
	b.SharedCode, b.SharedCodeKey = strings.TrimSpace(b.SharedCode), nil
	if key := FoldCode(b.SharedCode); key != "" {
		b.SharedCodeKey = &key
	}
}

func (b Bounds) validate(c *fault.Check) {
	checkAmount(c, "budget_minor", b.BudgetMinor)
	c.OneOf("codes_kind", b.CodesKind, CodesKinds...)
	c.Max("shared_code", b.SharedCode, MaxCode)
	c.That((b.CodesKind == CodesShared) == (b.SharedCode != ""), "shared_code", "code", "goes together with codes_kind shared")
	c.That(b.SharedCode == "" || soundCode(b.SharedCode), "shared_code", "code", "may hold only letters, digits, spaces, - _ . /, and at least three letters or digits")
	checkCaps(c, b.Caps)
}

// FoldCode gives a code as it is compared: upper case, without accents, only letters and digits. Empty where none is left.
func FoldCode(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, page.Fold(text))
}

// soundCode says whether a text may be a code: letters and digits, three at least, and what separates them.
func soundCode(text string) bool {
	strange := strings.ContainsFunc(page.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune(" -_./", r))
	})
	return !strange && len(FoldCode(text)) >= 3
}
