// Package analysis is the room of the maths on a file: it reads a table of purchases, values or decisions strictly, hands it to
// analytics, and writes the answer as JSON. It knows no database; docs/analyse.md shows its use.
package analysis

import (
	"fmt"
	"io"
)

// PlaceError says what is wrong with a file and where: Line counts from 1 (the header), Column is the 1-based number of the column
// and Name its name; a Column of 0 stands for the whole line, a Line of 0 for the whole file.
type PlaceError struct {
	Line    int
	Column  int
	Name    string
	Message string
}

// Error is "line 3, column 2 (date): …".
func (e *PlaceError) Error() string {
	switch {
	case e.Line == 0:
		return e.Message
	case e.Column == 0:
		return fmt.Sprintf("line %d: %s", e.Line, e.Message)
	case e.Name == "":
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return fmt.Sprintf("line %d, column %d (%s): %s", e.Line, e.Column, e.Name, e.Message)
}

// Report is the answer to one analysis. WriteJSON writes it as one indented object with its keys in a fixed order; what could not be
// computed is null and explained under "missing". rows adds the list with one line per client, key or action.
type Report interface {
	WriteJSON(w io.Writer, rows bool) error
}

// Missing explains a null: what it is, as a path of keys, and why it is not there.
type Missing struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}
