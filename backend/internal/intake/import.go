// Package intake takes files in: it finds out how a file is written, maps its columns, checks every line and loads it whole order by
// whole order, so that lines kept and lines rejected always add up to the lines read.
package intake

import (
	"encoding/json"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/money"
)

// Import is one uploaded file and what became of it. Detected, Settings, Checkpoint and Counts are JSON of the types of those names.
type Import struct {
	ID            id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version       int64
	FileID        id.ID
	FileName      string
	Preset        string
	Detected      string
	Settings      string
	State         string
	DryRun        bool
	JobID         *id.ID
	Checkpoint    string
	Counts        string
	RejectsFileID *id.ID
	CreatedBy     id.ID
	CreatedAt     time.Time
	UpdatedAt     time.Time
	FinishedAt    *time.Time
}

// TableName is the table's name.
func (Import) TableName() string { return "import_batch" }

// Row is an import with its file's size in bytes and its job's state and progress; empty where it has no job.
type Row struct {
	Import
	FileSize      int64
	JobState      string
	ProgressDone  int64
	ProgressTotal int64
	JobError      string
}

// The states of an import. Checked is a dry run that has ended.
const (
	Draft     = "draft"
	Queued    = "queued"
	Running   = "running"
	Checked   = "checked"
	Done      = "done"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// FilesKept is how long an import's file and its rejected lines are kept.
const FilesKept = 90 * 24 * time.Hour

// kept fails where the file of an import is gone.
func (r Row) kept() error {
	if r.FileSize > 0 {
		return nil
	}
	return fault.New(fault.KindNotFound, "import_file_gone", "The file and its rejected lines were kept for 90 days; they are gone.")
}

// Live gives the state as the job knows it: a job that was cancelled while it waited, or that failed, never told the import.
func (r Row) Live() string {
	if r.State == Queued || r.State == Running {
		switch r.JobState {
		case "failed":
			return Failed
		case "cancelled":
			return Cancelled
		}
	}
	return r.State
}

// Busy says whether the import waits for its job or is being run.
func (r Row) Busy() bool { s := r.Live(); return s == Queued || s == Running && r.JobID != nil }

// Settings is how a file is to be read: the preset, the column of each field (by its name in Detected.Columns), the options.
type Settings struct {
	Preset  string            `json:"preset"`
	Mapping map[string]string `json:"mapping"`
	Options Options           `json:"options"`
}

// Options says how cells are written and what the file does not say itself. Empty values take what was detected, then the
// organisation's own.
type Options struct {
	Delimiter      string `json:"delimiter,omitempty"`       // , ; | or a tab
	Encoding       string `json:"encoding,omitempty"`        // one of Encodings
	Quotes         string `json:"quotes,omitempty"`          // standard: "a ""b""", none: quotes are plain characters
	Header         *bool  `json:"header,omitempty"`          // whether the first row names the columns
	Sheet          string `json:"sheet,omitempty"`           // XLSX: the sheet's name, the first one when empty
	Decimal        string `json:"decimal,omitempty"`         // . or ,
	Thousands      string `json:"thousands,omitempty"`       // none, space, . , or '
	DateFormat     string `json:"date_format,omitempty"`     // one of DateFormats
	TimeZone       string `json:"time_zone,omitempty"`       // of times without one
	Source         string `json:"source,omitempty"`          // the external source of the file's references
	Currency       string `json:"currency,omitempty"`        // where no column says it
	Division       string `json:"division,omitempty"`        // code, where no column says it
	Channel        string `json:"channel,omitempty"`         // of orders, where no column says it
	ConsentWording string `json:"consent_wording,omitempty"` // where no column says it
}

// DefaultSource is the external source of references when neither file nor options name one.
const DefaultSource = "import"

// The choices of coded options.
var (
	Encodings   = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", "iso-8859-15"}
	DateFormats = []string{"ymd", "dmy", "mdy"}
	Delimiters  = []string{",", ";", "\t", "|"}
	thousands   = []string{"none", "space", ".", ",", "'"}
)

// Validate says what is wrong with the options.
func (o Options) Validate() error {
	var c fault.Check
	c.OneOf("options.delimiter", o.Delimiter, append([]string{""}, Delimiters...)...)
	c.OneOf("options.encoding", o.Encoding, append([]string{""}, Encodings...)...)
	c.OneOf("options.quotes", o.Quotes, "", "standard", "none")
	c.OneOf("options.decimal", o.Decimal, "", ".", ",")
	c.OneOf("options.thousands", o.Thousands, append([]string{""}, thousands...)...)
	c.That(o.Decimal == "" || o.Decimal != o.Thousands, "options.thousands", "same", "must differ from the decimal sign")
	c.OneOf("options.date_format", o.DateFormat, append([]string{""}, DateFormats...)...)
	c.Max("options.sheet", o.Sheet, 31)
	c.Max("options.source", o.Source, 64)
	c.Max("options.division", o.Division, 64)
	c.Max("options.consent_wording", o.ConsentWording, 1000)
	if o.TimeZone != "" {
		_, err := time.LoadLocation(o.TimeZone)
		c.That(err == nil, "options.time_zone", "time_zone", "must be a time zone such as Europe/Paris")
	}
	c.That(o.Currency == "" || money.ValidCurrency(o.Currency), "options.currency", "currency", "must be an ISO 4217 code such as EUR")
	return c.Err()
}

// Reject is one line of the file that was not loaded, with the reason and its cells as they were.
type Reject struct {
	Line   int64
	Code   string
	Field  string
	Reason string
	Raw    []string
}

// Filter narrows a list of imports.
type Filter struct {
	States  []string
	Presets []string
}

// Mapping is a saved way of reading a kind of file.
type Mapping struct {
	ID        id.ID `gorm:"primaryKey;autoIncrement:false"`
	Version   int64
	Name      string
	Preset    string
	Settings  string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName is the table's name.
func (Mapping) TableName() string { return "import_mapping" }

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "{}"
	}
	return string(b)
}

func decode[T any](text string) (v T, err error) {
	if text == "" {
		return v, nil
	}
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return v, fault.Wrap(fault.KindInternal, "", "", err)
	}
	return v, nil
}
