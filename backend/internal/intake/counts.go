package intake

import (
	"math/big"
	"strings"

	"clientele/internal/money"
	"clientele/internal/order"
)

// Outcome counts what became of the records of one noun. Unchanged ones are those that the file names and that were there already as it
// says; of clients and products each is counted once, up to the number that is remembered.
type Outcome struct {
	Created   int64 `json:"created"`
	Updated   int64 `json:"updated"`
	Unchanged int64 `json:"unchanged"`
}

func (o *Outcome) add(status string) {
	switch status {
	case "created":
		o.Created++
	case "updated":
		o.Updated++
	case "unchanged":
		o.Unchanged++
	}
}

// Counts is the reckoning of an import: LinesKept + LinesRejected = LinesRead. Net amounts are minor units of Currency, each line rounded;
// amounts are exact decimals of Currency, of which net amounts differ only by the rounding of lines. Orders in other currencies are in
// the lines but not in the amounts.
type Counts struct {
	LinesTotal       int64   `json:"lines_total"` // of the file, 0 until it was surveyed
	LinesRead        int64   `json:"lines_read"`
	LinesKept        int64   `json:"lines_kept"`
	LinesRejected    int64   `json:"lines_rejected"`
	LinesAnonymous   int64   `json:"lines_anonymous"` // kept lines of orders without a client
	Clients          Outcome `json:"clients"`
	Contacts         Outcome `json:"contacts"`
	Products         Outcome `json:"products"`
	Orders           Outcome `json:"orders"`
	Consents         Outcome `json:"consents"`
	Interactions     Outcome `json:"interactions"`
	Cases            Outcome `json:"cases"`
	Receivables      Outcome `json:"receivables"`
	WalletShares     Outcome `json:"wallet_shares"`
	Subscriptions    Outcome `json:"subscriptions"`
	Categories       Outcome `json:"categories"`
	Divisions        Outcome `json:"divisions"`
	Returns          int64   `json:"returns"` // kept orders that are returns
	OrdersAnonymous  int64   `json:"orders_anonymous"`
	OrdersRejected   int64   `json:"orders_rejected"`
	Currency         string  `json:"currency"`
	NetKeptMinor     int64   `json:"net_kept_minor"`
	NetRejectedMinor int64   `json:"net_rejected_minor"`
	AmountRead       string  `json:"amount_read"`
	AmountKept       string  `json:"amount_kept"`
	AmountRejected   string  `json:"amount_rejected"`
}

// tally is counts under way: exact amounts in 10^-9 of the currency's unit.
type tally struct {
	Counts
	kept, rejected big.Int
}

func newTally(c Counts, currency string) *tally {
	t := &tally{Counts: c}
	t.Currency = currency
	t.kept.Set(nano(c.AmountKept))
	t.rejected.Set(nano(c.AmountRejected))
	return t
}

// clone gives a copy that can be counted on without changing this one.
func (t *tally) clone() *tally {
	c := &tally{Counts: t.Counts}
	c.kept.Set(&t.kept)
	c.rejected.Set(&t.rejected)
	return c
}

// unit counts a unit's lines and sums; status is empty where it was not written.
func (t *tally) unit(w *work, noun *Outcome, status string) {
	lines, rejected := int64(len(w.lines)), int64(w.rejected())
	t.LinesRead += lines
	t.LinesRejected += rejected
	t.LinesKept += lines - rejected
	noun.add(status)
	if w.exact == nil {
		return
	}
	same := w.currency == t.Currency
	if w.order == nil {
		t.OrdersRejected++
		if same {
			t.NetRejectedMinor += w.net
			t.rejected.Add(&t.rejected, w.exact)
		}
		return
	}
	if same {
		t.NetKeptMinor += w.net
		t.kept.Add(&t.kept, w.exact)
	}
	if w.order.Kind == order.Return {
		t.Returns++
	}
	if w.anonymous {
		t.OrdersAnonymous++
		t.LinesAnonymous += lines
	}
}

// counts gives the reckoning so far.
func (t *tally) counts() Counts {
	c := t.Counts
	c.AmountKept, c.AmountRejected = amount(&t.kept), amount(&t.rejected)
	c.AmountRead = amount(new(big.Int).Add(&t.kept, &t.rejected))
	return c
}

const nanos = 1_000_000_000

// amount writes 10^-9 units as the shortest decimal number.
func amount(v *big.Int) string {
	whole, rest := new(big.Int).QuoRem(new(big.Int).Abs(v), big.NewInt(nanos), new(big.Int))
	s := whole.String()
	if f := strings.TrimRight(money.Format(rest.Int64()+nanos, 9)[2:], "0"); f != "" {
		s += "." + f
	}
	if v.Sign() < 0 {
		s = "-" + s
	}
	return s
}

// nano reads what amount wrote; nothing is 0.
func nano(s string) *big.Int {
	whole, frac, _ := strings.Cut(s, ".")
	v, ok := new(big.Int).SetString(whole+(frac + "000000000")[:9], 10)
	if !ok {
		return new(big.Int)
	}
	return v
}
