package campaign

import (
	"html"
	"regexp"
	"strings"
)

var (
	hidden    = regexp.MustCompile(`(?is)<(head|style|script|title)\b.*?</(head|style|script|title)\s*>|<!--.*?-->`)
	link      = regexp.MustCompile(`(?is)<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a\s*>`)
	breaks    = regexp.MustCompile(`(?i)<(br|/p|/div|/tr|/h[1-6]|/li|/table|/ul|/ol)\b[^>]*>`)
	item      = regexp.MustCompile(`(?i)<li\b[^>]*>`)
	anyTag    = regexp.MustCompile(`(?s)<[^>]*>`)
	spaces    = regexp.MustCompile(`[ \t\r\f\v\x{00a0}]+`)
	emptyRows = regexp.MustCompile(`\n\s*\n\s*`)
)

// plainText gives the words of an HTML message with its links, for programs that show no HTML.
func plainText(source string) string {
	s := hidden.ReplaceAllString(source, "")
	s = strings.ReplaceAll(s, "\n", " ")
	s = link.ReplaceAllStringFunc(s, func(m string) string {
		part := link.FindStringSubmatch(m)
		address, words := part[1]+part[2], strings.TrimSpace(anyTag.ReplaceAllString(part[3], " "))
		if words == "" || words == address {
			return address
		}
		return words + " (" + address + ")"
	})
	s = breaks.ReplaceAllString(s, "\n")
	s = item.ReplaceAllString(s, "- ")
	s = html.UnescapeString(anyTag.ReplaceAllString(s, ""))
	lines := strings.Split(spaces.ReplaceAllString(s, " "), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(emptyRows.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}
