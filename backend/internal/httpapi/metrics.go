package httpapi

import (
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics counts requests and their time.
type Metrics struct {
	seconds *prometheus.HistogramVec
	known   sync.Map // labels to their prometheus.Observer: as many as there are routes and statuses
}

type labels struct {
	method, route string
	status        int
}

// NewMetrics registers the metrics.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "clientele_http_request_seconds", Help: "Time to answer a request, by route and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "route", "status"})}
	r.MustRegister(m.seconds)
	return m
}

func (m *Metrics) observe(method, route string, status int, took time.Duration) {
	of := labels{method, route, status}
	o, ok := m.known.Load(of)
	if !ok {
		o, _ = m.known.LoadOrStore(of, m.seconds.WithLabelValues(method, route, strconv.Itoa(status)))
	}
	o.(prometheus.Observer).Observe(took.Seconds())
}
