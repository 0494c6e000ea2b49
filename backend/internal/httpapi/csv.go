package httpapi

import (
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// beginCSV opens a download of rows.
func beginCSV(c *gin.Context, name string) *csv.Writer {
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="`+name+`"`)
	return csv.NewWriter(c.Writer)
}

// safeCells puts an apostrophe before cells that a spreadsheet would take for a formula; numbers stay as they are.
func safeCells(cells []string) []string {
	for i, s := range cells {
		if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
			continue
		}
		if _, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil {
			continue
		}
		cells[i] = "'" + s
	}
	return cells
}
