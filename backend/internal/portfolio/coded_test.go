package portfolio

import (
	"reflect"
	"testing"

	"clientele/internal/analytics"
)

func TestCodesGiveTheirNamesBack(t *testing.T) {
	if len(codedNames) > 256 {
		t.Fatalf("%d names do not fit into a byte", len(codedNames))
	}
	for _, name := range codedNames {
		c := CodeOf(name)
		var text, bytes Coded[string]
		if err := text.Scan(name); err != nil || text != c {
			t.Errorf("%q out of a text: %v, %v", name, text, err)
		}
		if err := bytes.Scan([]byte(name)); err != nil || bytes != c {
			t.Errorf("%q out of bytes: %v, %v", name, bytes, err)
		}
		if c.Name() != name || c.String() != name || c.Stored() != name || !c.Is(name) || c.Known() != (name != "") {
			t.Errorf("%q came back as %q, %q, %v", name, c.Name(), c.String(), c.Stored())
		}
	}
}

func TestCodesCoverEveryClass(t *testing.T) {
	for _, m := range measures {
		for _, name := range m.values() {
			if m.name == "abc" {
				continue
			}
			if c := CodeOf(name); c.Name() != name {
				t.Errorf("%s: %q came back as %q", m.name, name, c.Name())
			}
		}
	}
	for _, name := range append(ruleFocuses, "") {
		if c := CodeOf(name); c.Name() != name {
			t.Errorf("focus %q came back as %q", name, c.Name())
		}
	}
}

func TestUnknownNamesHaveNoCode(t *testing.T) {
	var c Coded[analytics.Quadrant]
	for _, v := range []any{"golden", []byte("golden"), nil, int64(1)} {
		if err := c.Scan(v); err == nil {
			t.Errorf("%v was taken for %q", v, c)
		}
	}
}

// A run holds a figure of every client at once: a pointer in it would have the collector of garbage read them all each time.
func TestFiguresHoldNoPointers(t *testing.T) {
	var check func(of reflect.Type, path string)
	check = func(of reflect.Type, path string) {
		switch of.Kind() {
		case reflect.Struct:
			for i := range of.NumField() {
				check(of.Field(i).Type, path+"."+of.Field(i).Name)
			}
		case reflect.Array:
			check(of.Elem(), path)
		case reflect.Pointer, reflect.String, reflect.Slice, reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.UnsafePointer:
			t.Errorf("%s is a %s", path, of.Kind())
		}
	}
	check(reflect.TypeFor[Figure](), "Figure")
	if size := reflect.TypeFor[Figure]().Size(); size > 256 {
		t.Errorf("a figure takes %d bytes", size)
	}
}
