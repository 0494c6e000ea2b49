// Package app builds the whole program out of its rooms and runs it.
package app

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"clientele/api"
	"clientele/internal/clock"
	"clientele/internal/config"
	"clientele/internal/httpapi"
	"clientele/internal/jobs"
	"clientele/internal/store"
	"clientele/internal/web"
)

// App is the program, built and ready to run.
type App struct {
	Config   config.Config
	Log      *slog.Logger
	DB       *store.DB
	Services Services
	Handler  http.Handler

	runner *jobs.Runner
	tracer *sdktrace.TracerProvider
	ticks  []jobs.Tick
}

// Options are what tests and sub-commands set apart from the configuration.
type Options struct {
	Log       *slog.Logger
	Clock     clock.Clock
	Migrate   bool             // bring the schema up to date first, also on MySQL
	Passwords *argon2id.Params // nil takes the safe default
	Ephemeral bool             // tests: SQLite does not wait for the disk
}

// New opens the database, checks or brings up its schema, and builds every room. Close it.
func New(ctx context.Context, c config.Config, o Options) (*App, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	db, err := store.Open(ctx, c.DatabaseURL, store.Options{Clock: o.Clock, Ephemeral: o.Ephemeral})
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, Log: o.Log, DB: db}
	if err := a.build(ctx, o); err != nil {
		_ = db.Close()
		return nil, err
	}
	return a, nil
}

func (a *App) build(ctx context.Context, o Options) error {
	if o.Migrate || a.DB.Engine() == "sqlite" {
		if _, _, err := a.DB.Migrate(ctx); err != nil {
			return err
		}
	} else if err := a.DB.CheckVersion(ctx); err != nil {
		return err
	}
	if err := a.DB.Start(ctx); err != nil {
		return err
	}
	key := func(purpose string) ([]byte, error) {
		return hkdf.Key(sha256.New, []byte(a.Config.Secret), nil, purpose, 32)
	}
	s, err := newServices(ctx, a, o, key)
	if err != nil {
		return err
	}
	a.Services = s
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	a.runner = jobs.NewRunner(store.NewJobs(a.DB), s.work(), a.Config.Workers, a.Log, jobs.NewMetrics(registry))
	a.ticks = a.newTicks()
	measureDecisions(registry, s.Decider.Recorder())
	deps := httpapi.Deps{
		Log: a.Log, Metrics: httpapi.NewMetrics(registry), Verifier: s.Gate, Repeats: store.NewIdempotency(a.DB),
		CORSOrigins: a.Config.CORSOrigins, Proxies: a.Config.TrustedProxy, Ready: a.ready,
		MetricsPage: promhttp.HandlerFor(registry, promhttp.HandlerOpts{}), Spec: api.Spec, Page: web.Handler(), Nouns: s.nouns(a.Config),
	}
	if a.Config.TraceEndpoint != "" {
		if a.tracer, err = newTracer(ctx, a.Config.TraceEndpoint); err != nil {
			return err
		}
		deps.Tracer = a.tracer
	}
	a.Handler, err = httpapi.New(deps)
	return err
}

func (a *App) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	return a.DB.Ping(ctx)
}

// Serve answers on the listener and runs jobs until ctx ends; then it stops taking requests, lets the open ones finish within the
// configured time, puts running jobs back in the queue, and returns.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: a.Handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(a.Log.Handler(), slog.LevelDebug)}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	wg.Go(func() { a.Work(work) })
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	bg, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.Config.ShutdownTimeout)
	defer cancel()
	if e := server.Shutdown(bg); e != nil && err == nil {
		err = fmt.Errorf("stop serving: %w", e)
	}
	stopWork()
	wg.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// Work runs jobs and ticks until ctx ends.
func (a *App) Work(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { a.runner.Run(ctx) })
	jobs.RunTicks(ctx, a.Log, a.ticks)
	wg.Wait()
}

// Close gives the node number back and closes the database.
func (a *App) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if a.tracer != nil {
		if err := a.tracer.Shutdown(ctx); err != nil {
			a.Log.Warn("send the last traces", "error", err.Error())
		}
	}
	if err := a.Services.Decider.Recorder().Drain(ctx); err != nil {
		a.Log.Warn("write the last propositions", "error", err.Error())
	}
	if err := a.DB.ReleaseNode(ctx); err != nil {
		a.Log.Warn("release node", "error", err.Error())
	}
	return a.DB.Close()
}
