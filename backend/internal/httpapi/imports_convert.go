package httpapi

import "clientele/internal/intake"

func (b ImportSettingsBody) settings() intake.Settings {
	return intake.Settings{Preset: b.Preset, Mapping: b.Mapping, Options: intake.Options(b.Options)}
}

func (b ImportMappingPutBody) settings() intake.Settings {
	return intake.Settings{Preset: b.Preset, Mapping: b.Mapping, Options: intake.Options(b.Options)}
}

func importBody(r intake.Row) ImportBody {
	d, set := intake.DetectedOf(r.Detected), intake.SettingsOf(r.Settings)
	state := r.Live()
	return ImportBody{ID: r.ID, FileName: r.FileName, Size: r.FileSize, State: state, DryRun: r.DryRun,
		Resumable: !r.Busy() && (state == intake.Cancelled || state == intake.Failed || state == intake.Running), Preset: r.Preset,
		Detected: detectedBody(d), Settings: ImportSettingsOut{Preset: set.Preset, Mapping: filled(set.Mapping), Options: ImportOptionsBody(set.Options)},
		Counts: countsBody(intake.CountsOf(r.Counts)), JobID: r.JobID, ProgressDone: r.ProgressDone, ProgressTotal: r.ProgressTotal, Error: r.JobError,
		CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt, Version: r.Version}
}

func countsBody(c intake.Counts) ImportCountsBody {
	o := func(v intake.Outcome) ImportOutcomeBody { return ImportOutcomeBody(v) }
	zero := func(s string) string {
		if s == "" {
			return "0"
		}
		return s
	}
	return ImportCountsBody{LinesTotal: c.LinesTotal, LinesRead: c.LinesRead, LinesKept: c.LinesKept, LinesRejected: c.LinesRejected, LinesAnonymous: c.LinesAnonymous,
		Clients: o(c.Clients), Contacts: o(c.Contacts), Products: o(c.Products), Orders: o(c.Orders), Consents: o(c.Consents), Interactions: o(c.Interactions), Cases: o(c.Cases),
		Receivables: o(c.Receivables), WalletShares: o(c.WalletShares), Subscriptions: o(c.Subscriptions), Categories: o(c.Categories), Divisions: o(c.Divisions),
		Returns: c.Returns, OrdersAnonymous: c.OrdersAnonymous, OrdersRejected: c.OrdersRejected, Currency: c.Currency, NetKeptMinor: c.NetKeptMinor,
		NetRejectedMinor: c.NetRejectedMinor, AmountRead: zero(c.AmountRead), AmountKept: zero(c.AmountKept), AmountRejected: zero(c.AmountRejected)}
}

func detectedBody(d intake.Detected) ImportDetectedBody {
	out := ImportDetectedBody{Format: d.Format, Compressed: d.Compressed, Delimiter: d.Delimiter, Encoding: d.Encoding, Decimal: d.Decimal, Thousands: d.Thousands,
		DateFormat: d.DateFormat, Header: d.Header, Sheets: some(d.Sheets), Columns: make([]ImportColumnBody, len(d.Columns)), Preset: d.Preset, Mapping: filled(d.Mapping), Sure: some(d.Sure)}
	for i, c := range d.Columns {
		out.Columns[i] = ImportColumnBody{Index: c.Index, Name: c.Name, Type: c.Type, Samples: some(c.Samples)}
	}
	return out
}

func previewBody(p intake.Preview) ImportPreviewBody {
	out := ImportPreviewBody{Fields: some(p.Fields), Missing: some(p.Missing), Unmapped: some(p.Unmapped), Rows: make([]ImportPreviewRowBody, len(p.Rows))}
	for i, r := range p.Rows {
		out.Rows[i] = ImportPreviewRowBody{Line: r.Line, Code: r.Code, Reason: r.Reason, Cells: make([]ImportPreviewCellBody, len(r.Cells))}
		for j, c := range r.Cells {
			out.Rows[i].Cells[j] = ImportPreviewCellBody(c)
		}
	}
	return out
}

func presetBody(p intake.Preset) ImportPresetBody {
	out := ImportPresetBody{Code: p.Code, Label: TextBody(p.Label), Help: TextBody(p.Help), Noun: p.Noun, Key: p.Key}
	for _, f := range p.Fields {
		out.Fields = append(out.Fields, ImportFieldBody{Name: f.Name, Type: f.Type, Required: f.Required, Max: f.Max, Label: TextBody(f.Label), Help: TextBody(f.Help),
			Synonyms: some(f.Synonyms), Choices: some(f.Codes())})
	}
	return out
}

func mappingBody(m intake.Mapping) ImportMappingBody {
	set := intake.SettingsOf(m.Settings)
	return ImportMappingBody{ID: m.ID, Name: m.Name, Preset: m.Preset, Mapping: filled(set.Mapping), Options: ImportOptionsBody(set.Options),
		CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt, Version: m.Version}
}

// some gives a list that is never null in JSON.
func some(list []string) []string { return append(make([]string, 0, len(list)), list...) }

func filled(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}
