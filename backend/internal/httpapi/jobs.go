package httpapi

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/id"
	"clientele/internal/job"
)

// Jobs is the record of long work.
type Jobs struct{ Service *job.Service }

func (h Jobs) routes() []route {
	return []route{
		{http.MethodGet, "/jobs", account.Read, h.list},
		{http.MethodGet, "/jobs/:id", account.Read, h.read},
		{http.MethodPost, "/jobs/:id/cancel", account.Market, h.cancel},
	}
}

// JobBody is one piece of long work. progress_total is 0 while unknown.
type JobBody struct {
	ID            id.ID           `json:"id"`
	Kind          string          `json:"kind"`
	State         string          `json:"state" enums:"queued,running,done,failed,cancelled"`
	SubjectNoun   string          `json:"subject_noun"`
	SubjectID     id.ID           `json:"subject_id"`
	ProgressDone  int64           `json:"progress_done"`
	ProgressTotal int64           `json:"progress_total"`
	Message       string          `json:"message"`
	Result        json.RawMessage `json:"result" swaggertype:"object"`
	ErrorCode     string          `json:"error_code"`
	ErrorDetail   string          `json:"error_detail"`
	Cancellable   bool            `json:"cancellable"`
	Cancelling    bool            `json:"cancelling"`
	CreatedAt     time.Time       `json:"created_at"`
	StartedAt     *time.Time      `json:"started_at" extensions:"x-nullable"`
	FinishedAt    *time.Time      `json:"finished_at" extensions:"x-nullable"`
} //	@name	Job

// JobList is a page of jobs.
type JobList struct {
	Items      []JobBody `json:"items"`
	NextCursor *string   `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64    `json:"total" extensions:"x-nullable"`
} //	@name	JobList

func jobBody(j job.Job) JobBody {
	return JobBody{ID: j.ID, Kind: j.Kind, State: j.State, SubjectNoun: j.SubjectNoun, SubjectID: j.SubjectID, ProgressDone: j.ProgressDone,
		ProgressTotal: j.ProgressTotal, Message: j.Message, Result: json.RawMessage(j.Result), ErrorCode: j.ErrorCode, ErrorDetail: j.ErrorDetail,
		Cancellable: !j.Ended() && !j.CancelRequested, Cancelling: j.CancelRequested && !j.Ended(),
		CreatedAt: j.CreatedAt, StartedAt: j.StartedAt, FinishedAt: j.FinishedAt}
}

// list gives jobs, newest first.
//
//	@ID			listJobs
//	@Summary	List jobs
//	@Tags		jobs
//	@Produce	json
//	@Security	bearer
//	@Param		state	query		string	false	"queued, running, done, failed, cancelled"
//	@Param		kind	query		string	false	"Kinds, comma-separated"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		sort	query		string	false	"id or -id"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	JobList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/jobs [get]
func (h Jobs) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := job.Filter{States: q.list("state", job.Queued, job.Running, job.Done, job.Failed, job.Cancelled), Kinds: q.list("kind")}
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	var out JobList
	out.Items, out.NextCursor, out.Total = listOf(l, jobBody)
	return out, nil
}

// read gives one job.
//
//	@ID			getJob
//	@Summary	One job
//	@Tags		jobs
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Job"
//	@Success	200	{object}	JobBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/jobs/{id} [get]
func (h Jobs) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "job")
	if err != nil {
		return nil, err
	}
	j, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return jobBody(j), nil
}

// cancel asks a job to stop; what it finished stays.
//
//	@ID			cancelJob
//	@Summary	Cancel a job
//	@Tags		jobs
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Job"
//	@Success	200	{object}	JobBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/jobs/{id}/cancel [post]
func (h Jobs) cancel(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "job")
	if err != nil {
		return nil, err
	}
	j, err := h.Service.Cancel(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return jobBody(j), nil
}
