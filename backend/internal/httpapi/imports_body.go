package httpapi

import (
	"time"

	"clientele/internal/id"
)

// ImportBody is one uploaded file and what became of it. preset is empty while nobody and nothing has told it. After a dry run the state is checked.
type ImportBody struct {
	ID            id.ID              `json:"id"`
	FileName      string             `json:"file_name"`
	Size          int64              `json:"size"`
	State         string             `json:"state" enums:"draft,queued,running,checked,done,failed,cancelled"`
	DryRun        bool               `json:"dry_run"`
	Resumable     bool               `json:"resumable"`
	Preset        string             `json:"preset"`
	Detected      ImportDetectedBody `json:"detected"`
	Settings      ImportSettingsOut  `json:"settings"`
	Counts        ImportCountsBody   `json:"counts"`
	JobID         *id.ID             `json:"job_id" extensions:"x-nullable"`
	ProgressDone  int64              `json:"progress_done"`
	ProgressTotal int64              `json:"progress_total"`
	Error         string             `json:"error"`
	CreatedAt     time.Time          `json:"created_at"`
	FinishedAt    *time.Time         `json:"finished_at" extensions:"x-nullable"`
	Version       int64              `json:"version"`
} //	@name	Import

// ImportDetectedBody is what was found out about a file; sure lists what the file itself showed, the rest is assumed.
type ImportDetectedBody struct {
	Format     string             `json:"format" enums:"csv,xlsx"`
	Compressed bool               `json:"compressed"`
	Delimiter  string             `json:"delimiter"`
	Encoding   string             `json:"encoding"`
	Decimal    string             `json:"decimal"`
	Thousands  string             `json:"thousands"`
	DateFormat string             `json:"date_format" enums:"ymd,dmy,mdy"`
	Header     bool               `json:"header"`
	Sheets     []string           `json:"sheets"`
	Columns    []ImportColumnBody `json:"columns"`
	Preset     string             `json:"preset"`
	Mapping    map[string]string  `json:"mapping"`
	Sure       []string           `json:"sure"`
} //	@name	ImportDetected

// ImportColumnBody is a column of a file with some of its cells.
type ImportColumnBody struct {
	Index   int      `json:"index"`
	Name    string   `json:"name"`
	Type    string   `json:"type" enums:"empty,integer,number,date,email,text"`
	Samples []string `json:"samples"`
} //	@name	ImportColumn

// ImportOptionsBody says how cells are written and what the file does not say itself; what is left out is detected or the organisation's own.
type ImportOptionsBody struct {
	Delimiter      string `json:"delimiter,omitempty" validate:"optional"`
	Encoding       string `json:"encoding,omitempty" validate:"optional" enums:"utf-8,utf-16le,utf-16be,windows-1252,iso-8859-1,iso-8859-15"`
	Quotes         string `json:"quotes,omitempty" validate:"optional" enums:"standard,none"`
	Header         *bool  `json:"header,omitempty" validate:"optional" extensions:"x-nullable"`
	Sheet          string `json:"sheet,omitempty" validate:"optional"`
	Decimal        string `json:"decimal,omitempty" validate:"optional"`
	Thousands      string `json:"thousands,omitempty" validate:"optional"`
	DateFormat     string `json:"date_format,omitempty" validate:"optional" enums:"ymd,dmy,mdy"`
	TimeZone       string `json:"time_zone,omitempty" validate:"optional"`
	Source         string `json:"source,omitempty" validate:"optional"`
	Currency       string `json:"currency,omitempty" validate:"optional"`
	Division       string `json:"division,omitempty" validate:"optional"`
	Channel        string `json:"channel,omitempty" validate:"optional"`
	ConsentWording string `json:"consent_wording,omitempty" validate:"optional"`
} //	@name	ImportOptions

// ImportSettingsBody is how a file is to be read: the column of each field, by the column's name.
type ImportSettingsBody struct {
	Preset  string            `json:"preset"`
	Mapping map[string]string `json:"mapping,omitempty" validate:"optional"`
	Options ImportOptionsBody `json:"options,omitzero" validate:"optional"`
} //	@name	ImportSettingsPut

// ImportSettingsOut is how a file is read.
type ImportSettingsOut struct {
	Preset  string            `json:"preset"`
	Mapping map[string]string `json:"mapping"`
	Options ImportOptionsBody `json:"options"`
} //	@name	ImportSettings

// ImportStartBody starts an import.
type ImportStartBody struct {
	DryRun bool `json:"dry_run,omitempty" validate:"optional"`
} //	@name	ImportStart

// ImportList is a page of imports.
type ImportList struct {
	Items      []ImportBody `json:"items"`
	NextCursor *string      `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64       `json:"total" extensions:"x-nullable"`
} //	@name	ImportList

// ImportPreviewBody is the first rows as they would be read; every row has a cell for each of fields.
type ImportPreviewBody struct {
	Fields   []string               `json:"fields"`
	Missing  []string               `json:"missing"`
	Unmapped []string               `json:"unmapped"`
	Rows     []ImportPreviewRowBody `json:"rows"`
} //	@name	ImportPreview

// ImportPreviewRowBody is one row; code and reason are empty unless the row as a whole cannot be read.
type ImportPreviewRowBody struct {
	Line   int64                   `json:"line"`
	Code   string                  `json:"code"`
	Reason string                  `json:"reason"`
	Cells  []ImportPreviewCellBody `json:"cells"`
} //	@name	ImportPreviewRow

// ImportPreviewCellBody is a cell as it stands and as it is read; code and reason are empty where nothing is wrong.
type ImportPreviewCellBody struct {
	Raw    string `json:"raw"`
	Value  string `json:"value"`
	Code   string `json:"code"`
	Reason string `json:"reason"`
} //	@name	ImportPreviewCell

// TextBody is a text in both languages of the screens.
type TextBody struct {
	EN string `json:"en"`
	FR string `json:"fr"`
} //	@name	Text

// ImportFieldBody is something that a preset can take from a column.
type ImportFieldBody struct {
	Name     string   `json:"name"`
	Type     string   `json:"type" enums:"text,reference,email,number,price,amount,integer,decimal,share,time,day,choice,flag,country,currency,language"`
	Required bool     `json:"required"`
	Max      int      `json:"max"`
	Label    TextBody `json:"label"`
	Help     TextBody `json:"help"`
	Synonyms []string `json:"synonyms"`
	Choices  []string `json:"choices"`
} //	@name	ImportField

// ImportPresetBody is a kind of file; lines with the same key belong together and are loaded as one.
type ImportPresetBody struct {
	Code   string            `json:"code"`
	Label  TextBody          `json:"label"`
	Help   TextBody          `json:"help"`
	Noun   string            `json:"noun"`
	Key    string            `json:"key"`
	Fields []ImportFieldBody `json:"fields"`
} //	@name	ImportPreset

// ImportPresetList is every preset.
type ImportPresetList struct {
	Items []ImportPresetBody `json:"items"`
} //	@name	ImportPresetList

// ImportMappingBody is a saved way of reading a kind of file.
type ImportMappingBody struct {
	ID        id.ID             `json:"id"`
	Name      string            `json:"name"`
	Preset    string            `json:"preset"`
	Mapping   map[string]string `json:"mapping"`
	Options   ImportOptionsBody `json:"options"`
	CreatedAt time.Time         `json:"created_at"`
	UpdatedAt time.Time         `json:"updated_at"`
	Version   int64             `json:"version"`
} //	@name	ImportMapping

// ImportMappingPutBody saves a mapping.
type ImportMappingPutBody struct {
	Name    string            `json:"name"`
	Preset  string            `json:"preset"`
	Mapping map[string]string `json:"mapping"`
	Options ImportOptionsBody `json:"options,omitzero" validate:"optional"`
} //	@name	ImportMappingPut

// ImportMappingList is a page of saved mappings.
type ImportMappingList struct {
	Items      []ImportMappingBody `json:"items"`
	NextCursor *string             `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64              `json:"total" extensions:"x-nullable"`
} //	@name	ImportMappingList

// ImportOutcomeBody counts what became of the records of one noun.
type ImportOutcomeBody struct {
	Created   int64 `json:"created"`
	Updated   int64 `json:"updated"`
	Unchanged int64 `json:"unchanged"`
} //	@name	ImportOutcome

// ImportCountsBody is the reckoning of an import: lines_kept + lines_rejected = lines_read. net_*_minor are minor units of currency, each
// line rounded; amount_* are exact decimals, so that the two differ only by the rounding of lines. currency is empty before the first run.
type ImportCountsBody struct {
	LinesTotal       int64             `json:"lines_total"`
	LinesRead        int64             `json:"lines_read"`
	LinesKept        int64             `json:"lines_kept"`
	LinesRejected    int64             `json:"lines_rejected"`
	LinesAnonymous   int64             `json:"lines_anonymous"`
	Clients          ImportOutcomeBody `json:"clients"`
	Contacts         ImportOutcomeBody `json:"contacts"`
	Products         ImportOutcomeBody `json:"products"`
	Orders           ImportOutcomeBody `json:"orders"`
	Consents         ImportOutcomeBody `json:"consents"`
	Interactions     ImportOutcomeBody `json:"interactions"`
	Cases            ImportOutcomeBody `json:"cases"`
	Receivables      ImportOutcomeBody `json:"receivables"`
	WalletShares     ImportOutcomeBody `json:"wallet_shares"`
	Subscriptions    ImportOutcomeBody `json:"subscriptions"`
	Categories       ImportOutcomeBody `json:"categories"`
	Divisions        ImportOutcomeBody `json:"divisions"`
	Returns          int64             `json:"returns"`
	OrdersAnonymous  int64             `json:"orders_anonymous"`
	OrdersRejected   int64             `json:"orders_rejected"`
	Currency         string            `json:"currency"`
	NetKeptMinor     int64             `json:"net_kept_minor"`
	NetRejectedMinor int64             `json:"net_rejected_minor"`
	AmountRead       string            `json:"amount_read" example:"9747747.934"`
	AmountKept       string            `json:"amount_kept"`
	AmountRejected   string            `json:"amount_rejected"`
} //	@name	ImportCounts
