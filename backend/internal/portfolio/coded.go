package portfolio

import (
	"fmt"

	"clientele/internal/analytics"
)

// Coded is the name of a class, a direction or a basis in one byte. Runs hold the figures of all clients at once: without texts in them they
// are a third smaller, and hold nothing that the collector of garbage has to follow. The zero value is the empty name. Codes are of this
// process only; names are stored.
type Coded[T ~string] struct{ code uint8 }

// codedNames are the names of all kinds, the empty one first.
var codedNames = []string{"",
	BasisModel, BasisPooled, BasisContract,
	string(analytics.FRATNone), string(analytics.FRATSpecialist), string(analytics.FRATFocused), string(analytics.FRATMixed),
	string(analytics.TrendGrowing), string(analytics.TrendStable), string(analytics.TrendDeclining), string(analytics.TrendUnknown),
	string(analytics.QuadrantDesirable), string(analytics.QuadrantMature), string(analytics.QuadrantUnderdeveloped), string(analytics.QuadrantLowPriority),
	string(analytics.QuadrantUnverified),
	string(analytics.StateProspect), string(analytics.StatePotential), string(analytics.StateLoyal), string(analytics.StateDoubtful),
	string(analytics.StageFresh), string(analytics.StageApproaching), string(analytics.StageDue), string(analytics.StageLate), string(analytics.StageLapsed),
	string(analytics.RFMChampions), string(analytics.RFMLoyal), string(analytics.RFMPotentialLoyalists), string(analytics.RFMNew), string(analytics.RFMPromising),
	string(analytics.RFMNeedAttention), string(analytics.RFMAboutToSleep), string(analytics.RFMAtRisk), string(analytics.RFMCannotLose),
	string(analytics.RFMHibernating), string(analytics.RFMLost),
}

// codes of the names, and the names as values that need no memory of their own when a row is written. A name of two kinds has one code.
var (
	codesOfNames = map[string]uint8{}
	codedValues  = make([]any, len(codedNames))
)

func init() {
	for i, name := range codedNames {
		if _, twice := codesOfNames[name]; !twice {
			codesOfNames[name] = uint8(i)
		}
		codedValues[i] = name
	}
}

// CodeOf gives the code of a name of this package or of analytics; it panics on any other.
func CodeOf[T ~string](name T) Coded[T] {
	code, ok := codesOfNames[string(name)]
	if !ok {
		panic("portfolio: no code of " + string(name))
	}
	return Coded[T]{code}
}

// Name gives the name back.
func (c Coded[T]) Name() T { return T(codedNames[c.code]) }

// String gives the name back.
func (c Coded[T]) String() string { return codedNames[c.code] }

// Stored gives the name as the value of a column.
func (c Coded[T]) Stored() any { return codedValues[c.code] }

// Known says whether there is a name.
func (c Coded[T]) Known() bool { return c.code != 0 }

// Is says whether it is the code of a name.
func (c Coded[T]) Is(name T) bool { return codedNames[c.code] == string(name) }

// Scan reads the name out of a column; an error for a name that is not known.
func (c *Coded[T]) Scan(stored any) error {
	var code uint8
	ok := false
	switch v := stored.(type) {
	case string:
		code, ok = codesOfNames[v]
	case []byte:
		code, ok = codesOfNames[string(v)]
	}
	if !ok {
		return fmt.Errorf("portfolio: %.40q is no name of a class", fmt.Sprint(stored))
	}
	*c = Coded[T]{code}
	return nil
}
