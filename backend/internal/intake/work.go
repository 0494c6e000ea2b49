package intake

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"clientele/internal/account"
	"clientele/internal/aftersales"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/interaction"
	"clientele/internal/order"
	"clientele/internal/privacy"
	"clientele/internal/product"
	"clientele/internal/receivable"
	"clientele/internal/subscription"
	"clientele/internal/wallet"
)

// work is one unit of a file on its way into the database: its lines, what is wrong with them, and what is to be written, which is nil
// where there is nothing left to write. Sums are of orders: minor units of the order's currency, and exact in 10^-9 of its unit.
type work struct {
	lines     []record
	faults    []lineFault // by line, the zero value where all is well; nil while nothing is wrong
	net       int64
	exact     *big.Int
	scratch   big.Int
	currency  string
	anonymous bool

	order        *order.Input
	country      string // of a client that the order creates
	client       *client.Upsert
	words        words // of the client
	product      *product.Upsert
	contact      *contact.Upsert
	consent      *privacy.Entry
	interaction  *interaction.Upsert
	aftersale    *aftersales.Upsert
	receivable   *receivable.Upsert
	wallet       *wallet.Upsert
	subscription *subscription.Upsert
	category     *product.CategoryUpsert
	branch       *account.DivisionUpsert
}

func (w *work) blame(i int, f lineFault) {
	if w.faults == nil {
		w.faults = make([]lineFault, len(w.lines))
	}
	if w.faults[i].code == "" {
		w.faults[i] = f
	}
}

// rejectAll rejects every line: those without a fault of their own name the first line that has one.
func (w *work) rejectAll() {
	w.order = nil
	i := slices.IndexFunc(w.faults, func(f lineFault) bool { return f.code != "" })
	if i < 0 {
		return
	}
	culprit := w.faults[i]
	why := "line " + strconv.FormatInt(w.lines[i].line, 10) + " of this order was rejected: " + strings.TrimSpace(culprit.field+" "+culprit.reason)
	for j := range w.lines {
		w.blame(j, lineFault{"order_rejected", "", why})
	}
}

// rejected counts the lines with a fault.
func (w *work) rejected() int {
	n := 0
	for _, f := range w.faults {
		if f.code != "" {
			n++
		}
	}
	return n
}

// rejects gives the rejected lines with their cells.
func (w *work) rejects(out []Reject) []Reject {
	for i, f := range w.faults {
		if f.code == "" {
			continue
		}
		raw := make([]string, len(w.lines[i].cells))
		for j, c := range w.lines[i].cells {
			raw[j] = cut(c, 2000)
		}
		out = append(out, Reject{Line: w.lines[i].line, Code: f.code, Field: f.field, Reason: cut(f.reason, 500), Raw: raw})
	}
	return out
}
