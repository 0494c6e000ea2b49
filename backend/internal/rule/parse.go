package rule

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"clientele/internal/fault"
)

// object, list and number are JSON values as they are read, beside string, bool and nil.
type (
	object map[string]any
	list   []any
	number string
)

// maxJSONDepth is how deep the JSON of the deepest rule is nested: two levels a node, and those of a leaf.
const maxJSONDepth = 2*MaxDepth + 8

var errDepth = errors.New("is nested too deeply")

// Parse reads a rule strictly: unknown or repeated keys, wrong types, trailing data and what is beyond the limits are refused with their
// place ("root.all[2].value"). It does not know the fields; see Schema.Check.
func Parse(raw []byte) (Tree, error) {
	var c fault.Check
	if len(raw) > MaxBytes {
		c.Add("", "too_large", "is larger than "+strconv.Itoa(MaxBytes>>10)+" KB")
		return Tree{}, c.Err()
	}
	d := jsontext.NewDecoder(bytes.NewReader(raw))
	v, err := readJSON(d)
	if err == nil {
		if _, more := d.ReadToken(); !errors.Is(more, io.EOF) {
			err = errors.New("has something after its end")
		}
	}
	if err != nil {
		message := "is not valid JSON"
		switch {
		case errors.Is(err, errDepth):
			message = errDepth.Error()
		case errors.Is(err, jsontext.ErrDuplicateName):
			message = "is there twice"
		}
		c.Add(pointerPath(d.StackPointer()), "malformed", message)
		return Tree{}, c.Err()
	}
	p := parser{check: &c}
	t := p.tree(v)
	return t, c.Err()
}

func readJSON(d *jsontext.Decoder) (any, error) {
	if d.StackDepth() > maxJSONDepth {
		return nil, errDepth
	}
	t, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch t.Kind() {
	case '{':
		out := object{}
		for d.PeekKind() != '}' {
			key, err := d.ReadToken()
			if err != nil {
				return nil, err
			}
			name := key.String()
			if out[name], err = readJSON(d); err != nil {
				return nil, err
			}
		}
		_, err = d.ReadToken()
		return out, err
	case '[':
		out := list{}
		for d.PeekKind() != ']' {
			v, err := readJSON(d)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		_, err = d.ReadToken()
		return out, err
	case '"':
		return t.String(), nil
	case '0':
		return number(t.String()), nil
	case 't', 'f':
		return t.Bool(), nil
	}
	return nil, nil //nolint:nilnil // JSON's null
}

// pointerPath writes a JSON pointer as "root.all[2].value".
func pointerPath(p jsontext.Pointer) string {
	out := ""
	for t := range p.Tokens() {
		if _, err := strconv.Atoi(t); err == nil {
			out += "[" + t + "]"
			continue
		}
		out = join(out, t)
	}
	return out
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func at(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
