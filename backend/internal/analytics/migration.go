package analytics

import "slices"

// MigrationCell counts the clients that were in class From at the first run and in class To at the second, with their
// value at the second run (minor units).
type MigrationCell struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Clients int64  `json:"clients"`
	Value   int64  `json:"value_minor"`
}

// Migration is the matrix of moves between two runs over the classes given. Clients[i][j] went from class i to class j;
// Share[i][j] is that over all of class i (0 for an empty class). Up, Stayed and Down count along the order of classes,
// best first; where the classes have no order, only Stayed says something. Flows lists the moves that happened, largest
// first, for a Sankey.
type Migration struct {
	Classes []string        `json:"classes"`
	Clients [][]int64       `json:"clients"`
	Value   [][]int64       `json:"value_minor"`
	Share   [][]float64     `json:"share"`
	Up      int64           `json:"up"`
	Stayed  int64           `json:"stayed"`
	Down    int64           `json:"down"`
	Flows   []MigrationCell `json:"flows"`
}

// MigrationOf arranges cells (one per pair that a grouping query found; repeated pairs add up) by the classes in their
// order, best first. Put a class such as "absent" into the list for clients that only one of the runs knows; any class ≤ 100.
// ErrInput for an unknown or repeated class or negative clients.
func MigrationOf(classes []string, cells []MigrationCell) (Migration, error) {
	n := len(classes)
	if n > 100 {
		return Migration{}, badInput("migration: %d classes, at most 100", n)
	}
	m := Migration{Classes: slices.Clone(classes), Flows: []MigrationCell{}}
	for i, class := range classes {
		if slices.Index(classes, class) != i {
			return Migration{}, badInput("migration: class %.40q stands twice", class)
		}
		m.Clients, m.Value, m.Share = append(m.Clients, make([]int64, n)), append(m.Value, make([]int64, n)), append(m.Share, make([]float64, n))
	}
	for _, cell := range cells {
		i, j := slices.Index(classes, cell.From), slices.Index(classes, cell.To)
		if i < 0 || j < 0 || cell.Clients < 0 {
			return Migration{}, badInput("migration: %d clients from %.40q to %.40q", cell.Clients, cell.From, cell.To)
		}
		m.Clients[i][j] += cell.Clients
		m.Value[i][j] += cell.Value
		switch {
		case i > j:
			m.Up += cell.Clients
		case i == j:
			m.Stayed += cell.Clients
		default:
			m.Down += cell.Clients
		}
	}
	for i, row := range m.Clients {
		var total int64
		for _, clients := range row {
			total += clients
		}
		for j, clients := range row {
			if clients > 0 {
				m.Share[i][j] = float64(clients) / float64(total)
				m.Flows = append(m.Flows, MigrationCell{classes[i], classes[j], clients, m.Value[i][j]})
			}
		}
	}
	slices.SortStableFunc(m.Flows, func(a, b MigrationCell) int {
		switch {
		case a.Clients > b.Clients:
			return -1
		case a.Clients < b.Clients:
			return 1
		}
		return 0
	})
	return m, nil
}
