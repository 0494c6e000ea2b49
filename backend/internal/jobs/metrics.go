package jobs

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics counts jobs and their time.
type Metrics struct{ seconds *prometheus.HistogramVec }

// NewMetrics registers the metrics.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "clientele_job_seconds", Help: "Time of a job, by kind and how it ended.",
		Buckets: []float64{.1, .5, 1, 5, 15, 60, 300, 1800, 7200}}, []string{"kind", "state"})}
	r.MustRegister(m.seconds)
	return m
}

func (m *Metrics) observe(kind, state string, took time.Duration) {
	m.seconds.WithLabelValues(kind, state).Observe(took.Seconds())
}
