package httpapi

// MatrixCutsBody is the least actual and potential profitability that counts as high.
type MatrixCutsBody struct {
	ActualMinor    int64 `json:"actual_minor"`
	PotentialMinor int64 `json:"potential_minor"`
} //	@name	MatrixCuts

// QuadrantTotalBody is the clients of one quadrant; client_share is over all clients of the matrix.
type QuadrantTotalBody struct {
	Quadrant       string  `json:"quadrant" enums:"desirable,mature,underdeveloped,unverified,low_priority"`
	Clients        int64   `json:"clients"`
	ClientShare    float64 `json:"client_share"`
	ActualMinor    int64   `json:"actual_minor"`
	PotentialMinor int64   `json:"potential_minor"`
} //	@name	QuadrantTotal

// GuardTotalBody is how one guard stands among the clients of raw low priority.
type GuardTotalBody struct {
	Guard      string `json:"guard" enums:"reference,growing,other_division"`
	Holds      int64  `json:"holds"`
	Refused    int64  `json:"refused"`
	Unanswered int64  `json:"unanswered"`
} //	@name	GuardTotal

// MatrixCellBody is the clients between two edges of each axis: a and p are the indexes of the lower ones.
type MatrixCellBody struct {
	A       int   `json:"a"`
	P       int   `json:"p"`
	Clients int64 `json:"clients"`
} //	@name	MatrixCell

// MatrixDensityBody is the clients of the matrix on a grid with logarithmic edges (one more than cells an axis), empty cells left out.
type MatrixDensityBody struct {
	ActualEdgesMinor    []int64          `json:"actual_edges_minor"`
	PotentialEdgesMinor []int64          `json:"potential_edges_minor"`
	Cells               []MatrixCellBody `json:"cells"`
} //	@name	MatrixDensity

// PotentialRuleBody bounds the corrections that make potential of predicted margin: growth and unserved wallet at most, a renewal due, one lapsed.
type PotentialRuleBody struct {
	Growth float64 `json:"growth"`
	Wallet float64 `json:"wallet"`
	Due    float64 `json:"due"`
	Lapsed float64 `json:"lapsed"`
} //	@name	PotentialRule

// MatrixReportBody is the profitability matrix: quadrants after the guards, raw ones before. guarded clients were kept out of low priority by
// a guard that holds. share is that of each axis' total that makes its cut.
// margin_estimated says that some margins are revenue × margin_rate.
type MatrixReportBody struct {
	ReportHeadBody
	Cuts            MatrixCutsBody      `json:"cuts"`
	Share           float64             `json:"share"`
	MarginRate      float64             `json:"margin_rate"`
	MarginEstimated bool                `json:"margin_estimated"`
	Quadrants       []QuadrantTotalBody `json:"quadrants"`
	Raw             []QuadrantTotalBody `json:"raw"`
	Guards          []GuardTotalBody    `json:"guards"`
	Guarded         int64               `json:"guarded"`
	Density         MatrixDensityBody   `json:"density"`
	Rule            PotentialRuleBody   `json:"rule"`
} //	@name	MatrixReport

// MatrixPlaceBody is where a client stood.
type MatrixPlaceBody struct {
	ActualMinor    int64  `json:"actual_minor"`
	PotentialMinor int64  `json:"potential_minor"`
	Quadrant       string `json:"quadrant" enums:"desirable,mature,underdeveloped,unverified,low_priority"`
} //	@name	MatrixPlace

// MatrixPointBody is one client in the matrix with its guards; previous is where it stood at the run before, null where it was not known.
type MatrixPointBody struct {
	Client         ReportClientBody `json:"client"`
	ActualMinor    int64            `json:"actual_minor"`
	PotentialMinor int64            `json:"potential_minor"`
	Raw            string           `json:"raw" enums:"desirable,mature,underdeveloped,low_priority"`
	Quadrant       string           `json:"quadrant" enums:"desirable,mature,underdeveloped,unverified,low_priority"`
	Reference      string           `json:"reference" enums:"yes,no,unanswered"`
	Growing        string           `json:"growing" enums:"yes,no,unanswered"`
	OtherDivision  string           `json:"other_division" enums:"yes,no,unanswered"`
	Previous       *MatrixPlaceBody `json:"previous" extensions:"x-nullable"`
} //	@name	MatrixPoint

// MatrixPointsBody is the clients with the largest actual and potential profitability together.
type MatrixPointsBody struct {
	ReportHeadBody
	Items []MatrixPointBody `json:"items"`
} //	@name	MatrixPoints
