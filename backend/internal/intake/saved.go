package intake

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Mapping gives one saved mapping.
func (s *Service) Mapping(ctx context.Context, v id.ID) (Mapping, error) {
	return s.store.Mapping(ctx, v)
}

// MappingByName gives the saved mapping of a preset with a name.
func (s *Service) MappingByName(ctx context.Context, preset, name string) (Mapping, error) {
	p, err := PresetOf(preset)
	if err != nil {
		return Mapping{}, err
	}
	return s.store.MappingByName(ctx, p.Code, name)
}

// Mappings lists saved mappings, those of one preset where it is named.
func (s *Service) Mappings(ctx context.Context, preset string, w page.Window) (page.List[Mapping], error) {
	return s.store.Mappings(ctx, preset, w)
}

// CreateMapping saves a way of reading files; its name must be free within its preset.
func (s *Service) CreateMapping(ctx context.Context, name string, set Settings) (m Mapping, err error) {
	if m, err = mappingOf(name, set); err != nil {
		return m, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		m, err = s.store.CreateMapping(ctx, m)
		return err
	})
	return m, err
}

// ReplaceMapping changes a saved mapping.
func (s *Service) ReplaceMapping(ctx context.Context, v id.ID, name string, set Settings, version int64) (m Mapping, err error) {
	next, err := mappingOf(name, set)
	if err != nil {
		return m, err
	}
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if m, err = s.store.Mapping(ctx, v); err != nil {
			return err
		}
		m.Name, m.Preset, m.Settings = next.Name, next.Preset, next.Settings
		m, err = s.store.ReplaceMapping(ctx, m, version)
		return err
	})
	return m, err
}

// DeleteMapping forgets a saved mapping.
func (s *Service) DeleteMapping(ctx context.Context, v id.ID) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.DeleteMapping(ctx, v) })
}

func mappingOf(name string, set Settings) (Mapping, error) {
	var c fault.Check
	c.Required("name", name)
	c.Max("name", name, 120)
	p, err := PresetOf(set.Preset)
	c.That(err == nil, "preset", "not_a_choice", "is not a preset")
	for f, column := range set.Mapping {
		_, ok := p.Field(f)
		c.That(ok || err != nil, "mapping."+cut(f, 60), "unknown_field", "is not a field of this preset")
		c.Max("mapping."+cut(f, 60), column, 120)
	}
	if err := c.Err(); err != nil {
		return Mapping{}, err
	}
	if err := set.Options.Validate(); err != nil {
		return Mapping{}, err
	}
	set.Preset = p.Code
	return Mapping{Name: name, Preset: p.Code, Settings: encode(set)}, nil
}

// SettingsOf reads an import's or a mapping's settings, DetectedOf and CountsOf what else it keeps as text; the zero value where the text
// cannot be read.
func SettingsOf(text string) Settings {
	s, _ := decode[Settings](text)
	return s
}

// DetectedOf reads what was detected; see SettingsOf.
func DetectedOf(text string) Detected {
	d, _ := decode[Detected](text)
	return d
}

// CountsOf reads a reckoning; see SettingsOf.
func CountsOf(text string) Counts {
	c, _ := decode[Counts](text)
	return c
}

// Template gives a header and two example rows of a preset.
func (p Preset) Template() [][]string {
	out := make([][]string, 3)
	for _, f := range p.Fields {
		out[0], out[1], out[2] = append(out[0], f.Name), append(out[1], f.Example[0]), append(out[2], f.Example[1])
	}
	return out
}
