package rule

// FieldOf gives a field of a noun: "city" of "client" is client.city. English and French are its names in sentences.
func FieldOf(noun, name string, t Type, english, french string) Field {
	return Field{Name: noun + "." + name, Noun: noun, Type: t, English: english, French: french}
}

// OneOf gives the field with its choices; an empty one is left out, since rules ask for it with is_empty.
func (f Field) OneOf(choices ...string) Field {
	f.Type, f.Choices = Choice, nil
	for _, c := range choices {
		if c != "" {
			f.Choices = append(f.Choices, c)
		}
	}
	return f
}

// To gives the field as a reference to a noun.
func (f Field) To(noun string) Field {
	f.Type, f.Reference = Reference, noun
	return f
}

// As gives the field with texts compared in a form of theirs.
func (f Field) As(form Fold) Field {
	f.Fold = form
	return f
}

// Scaled gives the field as a number stored in units of 10^-decimals.
func (f Field) Scaled(decimals int) Field {
	f.Type, f.Decimals = Number, decimals
	return f
}

// Floating gives the field as a number stored with a floating point.
func (f Field) Floating() Field {
	f.Type, f.Real = Number, true
	return f
}

// InYears gives the field as the whole years since its day.
func (f Field) InYears() Field {
	f.Type, f.Age = Number, true
	return f
}

// Or gives the field with the value of clients without a row.
func (f Field) Or(c Cell) Field {
	f.Absent = c
	return f
}

// Hide gives the field as one that only collections name by themselves.
func (f Field) Hide() Field {
	f.Hidden = true
	return f
}

// Comparable says whether a text can be compared with the field's: in its form something is left of it.
func Comparable(f *Field, text string) bool { return fold(f.Fold, text) != "" }
