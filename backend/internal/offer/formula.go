package offer

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
)

// The bounds of a formula: its length in bytes, and the cost of one evaluation in cel-go's units (about one per field or operation).
const (
	MaxFormula  = 1000
	formulaCost = 500
)

// Formula is a compiled ranking formula; safe for concurrent use.
type Formula struct{ program cel.Program }

// formulaEnv is what formulas are checked against: the fields of FormulaFields, standard operators and functions, no macros, so that
// nothing loops.
var formulaEnv = sync.OnceValues(func() (*cel.Env, error) {
	options := []cel.EnvOption{cel.ClearMacros(), cel.ParserExpressionSizeLimit(MaxFormula), cel.ParserRecursionLimit(50)}
	for _, f := range FormulaFields {
		options = append(options, cel.Variable(f.Name, celTypes[f.Type]))
	}
	return cel.NewEnv(options...)
})

var celTypes = map[string]*cel.Type{"number": cel.DoubleType, "text": cel.StringType, "bool": cel.BoolType, "texts": cel.ListType(cel.StringType)}

// CompileFormula checks a formula in the Common Expression Language; the error says where it is wrong.
func CompileFormula(text string) (*Formula, error) {
	if len(text) > MaxFormula {
		return nil, fmt.Errorf("is longer than %d bytes", MaxFormula)
	}
	env, err := formulaEnv()
	if err != nil {
		return nil, err
	}
	tree, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, errors.New(firstIssue(issues))
	}
	if out := tree.OutputType(); out != cel.DoubleType && out != cel.IntType {
		return nil, errors.New("must give a number")
	}
	program, err := env.Program(tree, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(formulaCost))
	if err != nil {
		return nil, errors.New("cannot be prepared: " + err.Error())
	}
	return &Formula{program}, nil
}

// firstIssue words the first mistake with its column; numbers are decimals here, and saying so helps most who meet "no overload".
func firstIssue(issues *cel.Issues) string {
	first := issues.Errors()[0]
	words := fmt.Sprintf("column %d: %s", first.Location.Column()+1, strings.TrimSpace(first.Message))
	if strings.Contains(words, "no matching overload") {
		words += " (write numbers as decimals: 2.0)"
	}
	return words
}

// value evaluates the formula; what is no finite number at least 0, or costs too much, counts as 0.
func (f *Formula) value(v *formulaVars) float64 {
	out, _, err := f.program.Eval(v)
	if err != nil {
		return 0
	}
	n := 0.0
	switch out := out.(type) {
	case types.Double:
		n = float64(out)
	case types.Int:
		n = float64(out)
	}
	if n < 0 || math.IsNaN(n) || math.IsInf(n, 0) {
		return 0
	}
	return n
}

// formulaVars gives the fields of one client and one offer to a formula.
type formulaVars struct {
	ask        *ask
	entry      *entry
	propensity float64
}

// Parent is part of cel-go's Activation; there is none.
func (*formulaVars) Parent() cel.Activation { return nil }

// ResolveName gives the value of a field.
func (v *formulaVars) ResolveName(name string) (any, bool) {
	i, ok := formulaIndex[name]
	if !ok {
		return nil, false
	}
	return FormulaFields[i].read(v), true
}

var formulaIndex = func() map[string]int {
	out := make(map[string]int, len(FormulaFields))
	for i, f := range FormulaFields {
		out[f.Name] = i
	}
	return out
}()

// usesFigures says whether a formula asks for figures of the portfolio run.
func usesFigures(text string) bool {
	return slices.ContainsFunc(FormulaFields, func(f FormulaField) bool { return f.figure && strings.Contains(text, f.Name) })
}
