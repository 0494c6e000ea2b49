package portfolio

import (
	"cmp"
	"math"
	"slices"

	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
)

// categoryLabels are the names by which equal categories are told apart: name, then code. They stand for categories in analytics, so that
// the first by name wins among equals.
type categoryLabels struct {
	labels map[id.ID]string
	ids    map[string]id.ID
}

func labelsOf(categories map[id.ID]Category) categoryLabels {
	l := categoryLabels{make(map[id.ID]string, len(categories)), make(map[string]id.ID, len(categories))}
	for c, v := range categories {
		if c == 0 {
			continue
		}
		label := v.Name + "\x00" + v.Code + "\x00" + c.String()
		l.labels[c], l.ids[label] = label, c
	}
	return l
}

// of gives the label of a category: empty for none. One that is not known goes by its number.
func (l categoryLabels) of(c id.ID) string {
	if c == 0 {
		return ""
	}
	if label, ok := l.labels[c]; ok {
		return label
	}
	return "\x00\x00" + c.String()
}

// category is the one with a label; 0 for none.
func (l categoryLabels) category(label string) id.ID {
	if c, ok := l.ids[label]; ok || label == "" {
		return c
	}
	c, _ := id.Parse(label[2:])
	return c
}

// typeOfPurchases fills FRATCategory, FRATFocus and FRATShare of every figure; they are known of the company as a whole only.
func typeOfPurchases(in *inputs) error {
	if in.lines == nil {
		return nil
	}
	labels := labelsOf(in.categories)
	var lines []LineFact
	var amounts []analytics.CategoryAmount
	for i := range in.figures {
		f := &in.figures[i]
		lines = in.lines.of(i, lines)
		var err error
		if amounts, err = f.typeOfPurchases(lines, amounts, labels, in.settings.FRAT, in.scope.WindowFrom); err != nil {
			return err
		}
	}
	return nil
}

// typeOfPurchases fills the same of one client from its lines, in order of category. amounts is memory to use again.
func (f *Figure) typeOfPurchases(lines []LineFact, amounts []analytics.CategoryAmount, labels categoryLabels, cuts analytics.FRATCuts, from clock.Day) ([]analytics.CategoryAmount, error) {
	f.FRATCategory, f.FRATFocus, f.FRATShare = 0, CodeOf(analytics.FRATNone), 0
	amounts = categoryAmounts(lines, amounts[:0], labels, from)
	if len(amounts) == 0 {
		return amounts, nil
	}
	t, err := analytics.TypeOfPurchase(amounts, cuts)
	if err != nil {
		return amounts, err
	}
	f.FRATFocus = CodeOf(t.Focus)
	if t.Dominant != "" {
		f.FRATCategory, f.FRATShare = labels.category(t.Dominant), int16(math.Round(1000*t.Share))
	}
	return amounts, nil
}

// categoryAmounts sums the window's lines by category.
func categoryAmounts(lines []LineFact, amounts []analytics.CategoryAmount, labels categoryLabels, from clock.Day) []analytics.CategoryAmount {
	last := id.ID(-1)
	for _, l := range lines {
		if l.Day < int32(from) {
			continue
		}
		if l.Category != last {
			last = l.Category
			amounts = append(amounts, analytics.CategoryAmount{Category: labels.of(l.Category)})
		}
		a := &amounts[len(amounts)-1].Amount
		*a = max(-mostMoney, min(mostMoney, plus(*a, l.Net)))
	}
	return amounts
}

// explainFRAT gives the shares of the categories that one client bought in the window, largest first.
func explainFRAT(lines []LineFact, categories map[id.ID]Category, from clock.Day) []ClientCategory {
	labels := labelsOf(categories)
	out := []ClientCategory{}
	total := 0.0
	for _, a := range categoryAmounts(lines, nil, labels, from) {
		if a.Amount > 0 {
			out = append(out, ClientCategory{Category: refOf(labels.category(a.Category), categories), Amount: a.Amount})
			total += float64(a.Amount)
		}
	}
	for i := range out {
		out[i].Share = float64(out[i].Amount) / total
	}
	slices.SortFunc(out, func(a, b ClientCategory) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Category.Name, b.Category.Name), cmp.Compare(a.Category.ID, b.Category.ID))
	})
	return out
}

// refOf names a category.
func refOf(c id.ID, categories map[id.ID]Category) CategoryRef {
	v := categories[c]
	return CategoryRef{ID: c, Code: v.Code, Name: v.Name}
}

// fratOf sums up the types of purchase.
func fratOf(in *inputs) FRATReport {
	r := FRATReport{Focuses: []FocusTotal{}, Categories: []CategoryTotal{}}
	for _, f := range []analytics.FRATFocus{analytics.FRATSpecialist, analytics.FRATFocused, analytics.FRATMixed, analytics.FRATNone} {
		r.Focuses = append(r.Focuses, FocusTotal{Focus: f})
	}
	at := map[id.ID]int{}
	for i := range in.figures {
		f := &in.figures[i]
		for k := range r.Focuses {
			if f.FRATFocus.Is(r.Focuses[k].Focus) {
				r.Focuses[k].Clients++
				r.Focuses[k].Revenue = plus(r.Focuses[k].Revenue, f.Revenue)
			}
		}
		if f.FRATCategory == 0 {
			continue
		}
		k, known := at[f.FRATCategory]
		if !known {
			k = len(r.Categories)
			at[f.FRATCategory] = k
			r.Categories = append(r.Categories, CategoryTotal{Category: refOf(f.FRATCategory, in.categories)})
		}
		r.Categories[k].Clients++
		r.Categories[k].Revenue = plus(r.Categories[k].Revenue, f.Revenue)
	}
	slices.SortFunc(r.Categories, func(a, b CategoryTotal) int {
		return cmp.Or(cmp.Compare(b.Clients, a.Clients), cmp.Compare(b.Revenue, a.Revenue), cmp.Compare(a.Category.ID, b.Category.ID))
	})
	return r
}
