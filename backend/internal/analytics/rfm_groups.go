package analytics

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// RFMGroup is the code of one of the eleven named groups of clients.
type RFMGroup string

// The eleven groups, best first.
const (
	RFMChampions          RFMGroup = "champions"
	RFMLoyal              RFMGroup = "loyal"
	RFMPotentialLoyalists RFMGroup = "potential_loyalists"
	RFMNew                RFMGroup = "new"
	RFMPromising          RFMGroup = "promising"
	RFMNeedAttention      RFMGroup = "need_attention"
	RFMAboutToSleep       RFMGroup = "about_to_sleep"
	RFMAtRisk             RFMGroup = "at_risk"
	RFMCannotLose         RFMGroup = "cannot_lose"
	RFMHibernating        RFMGroup = "hibernating"
	RFMLost               RFMGroup = "lost"
)

// RFMGroups lists the eleven codes in their fixed order.
func RFMGroups() []RFMGroup {
	return []RFMGroup{RFMChampions, RFMLoyal, RFMPotentialLoyalists, RFMNew, RFMPromising, RFMNeedAttention,
		RFMAboutToSleep, RFMAtRisk, RFMCannotLose, RFMHibernating, RFMLost}
}

// RFMCells is one line of the editable map: a group and its cells, each written as three digits, R then F then M ("543").
type RFMCells struct {
	Group RFMGroup `json:"group"`
	Cells []string `json:"cells"`
}

// RFMMap gives each of the 125 cells (R, F, M from 1 to 5) exactly one group. Make one with NewRFMMap, DefaultRFMMap or
// from JSON (a list of RFMCells); the zero value has no group anywhere. Copies are independent.
type RFMMap struct {
	cells [125]RFMGroup
}

// NewRFMMap builds a map from its lines. ErrInput, naming all offending cells, when a group is unknown, a cell is not
// three digits from 1 to 5, a cell stands twice, or one of the 125 is missing. A group may have no cell.
func NewRFMMap(lines []RFMCells) (RFMMap, error) {
	var m RFMMap
	var wrong, twice, missing []string
	known := RFMGroups()
	for _, line := range lines {
		if !slices.Contains(known, line.Group) {
			return RFMMap{}, badInput("rfm map: unknown group %q", string(line.Group))
		}
		for _, cell := range line.Cells {
			i, ok := rfmCellIndex(cell)
			switch {
			case !ok:
				wrong = append(wrong, fmt.Sprintf("%.8q", cell))
			case m.cells[i] != "":
				twice = append(twice, cell)
			default:
				m.cells[i] = line.Group
			}
		}
	}
	for i, group := range m.cells {
		if group == "" {
			missing = append(missing, rfmCellName(i))
		}
	}
	if len(wrong)+len(twice)+len(missing) > 0 {
		return RFMMap{}, badInput("rfm map: not cells [%s]; more than once [%s]; missing [%s]",
			strings.Join(wrong, " "), strings.Join(twice, " "), strings.Join(missing, " "))
	}
	return m, nil
}

// Group names the group of a client with these three scores; empty when a score is outside 1-5.
func (m RFMMap) Group(r, f, mon uint8) RFMGroup {
	if r < 1 || r > 5 || f < 1 || f > 5 || mon < 1 || mon > 5 {
		return ""
	}
	return m.cells[int(r-1)*25+int(f-1)*5+int(mon-1)]
}

// Lines is the editable form of the map: the eleven groups in their order, cells from best to worst.
func (m RFMMap) Lines() []RFMCells {
	lines := make([]RFMCells, 0, 11)
	for _, group := range RFMGroups() {
		line := RFMCells{Group: group, Cells: []string{}}
		for i := len(m.cells) - 1; i >= 0; i-- {
			if m.cells[i] == group {
				line.Cells = append(line.Cells, rfmCellName(i))
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// MarshalJSON writes the map as its Lines.
func (m RFMMap) MarshalJSON() ([]byte, error) { return json.Marshal(m.Lines()) }

// UnmarshalJSON reads a list of RFMCells and validates it as NewRFMMap does.
func (m *RFMMap) UnmarshalJSON(data []byte) error {
	var lines []RFMCells
	if err := json.Unmarshal(data, &lines); err != nil {
		return badInput("rfm map: %v", err)
	}
	built, err := NewRFMMap(lines)
	if err != nil {
		return err
	}
	*m = built
	return nil
}

// DefaultRFMMap is the map of a new base: the 125-cell list published in Bloomreach's (formerly Exponea) documentation
// of RFM segmentation, in wide use since; its names are Putler's eleven segments.
func DefaultRFMMap() RFMMap {
	m, err := NewRFMMap(defaultRFMLines())
	if err != nil {
		return RFMMap{} // the tests prove that this cannot happen
	}
	return m
}

func defaultRFMLines() []RFMCells {
	cells := strings.Fields
	return []RFMCells{
		{RFMChampions, cells("555 554 545 544 455 454 445")},
		{RFMLoyal, cells("543 444 435 355 354 345 344 335")},
		{RFMPotentialLoyalists, cells("553 552 551 542 541 533 532 531 453 452 451 442 441 433 432 431 423 353 352 351 342 341 333 323")},
		{RFMNew, cells("512 511 422 421 412 411 311")},
		{RFMPromising, cells("525 524 523 522 521 515 514 513 425 424 415 414 413 315 314 313")},
		{RFMNeedAttention, cells("535 534 443 434 343 334 325 324")},
		{RFMAboutToSleep, cells("331 321 312 251 241 231 221 213")},
		{RFMAtRisk, cells("255 254 253 252 245 244 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124")},
		{RFMCannotLose, cells("215 214 155 154 144 115 114 113")},
		{RFMHibernating, cells("332 322 233 232 223 222 212 211 132 123 122")},
		{RFMLost, cells("151 141 131 121 112 111")},
	}
}

func rfmCellIndex(cell string) (int, bool) {
	if len(cell) != 3 {
		return 0, false
	}
	i := 0
	for _, digit := range []byte(cell) {
		if digit < '1' || digit > '5' {
			return 0, false
		}
		i = i*5 + int(digit-'1')
	}
	return i, true
}

func rfmCellName(i int) string {
	return string([]byte{'1' + byte(i/25), '1' + byte(i/5%5), '1' + byte(i%5)})
}
