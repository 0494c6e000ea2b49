package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"
	"go.opentelemetry.io/otel/trace"

	"clientele/internal/account"
	"clientele/internal/fault"
)

// route is one line of a noun's table: what is asked, who may ask, what answers.
type route struct {
	method string
	path   string
	need   account.Permission
	run    handler
}

// Noun is a group of routes.
type Noun interface{ routes() []route }

// Deps is everything the HTTP room needs; app fills it.
type Deps struct {
	Log         *slog.Logger
	Metrics     *Metrics
	Verifier    Verifier
	Repeats     Repeats
	CORSOrigins []string
	Proxies     []string
	Ready       func(ctx context.Context) error
	MetricsPage http.Handler
	Spec        []byte
	Tracer      trace.TracerProvider // nil traces nothing
	Page        http.Handler         // the SPA, nil when it is served elsewhere
	Nouns       []Noun
}

// Base is the path under which the API lives.
const Base = "/api/v1"

// New joins the tables of every noun into one handler.
func New(d Deps) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.ContextWithFallback = true
	if err := g.SetTrustedProxies(d.Proxies); err != nil {
		return nil, err
	}
	if d.Tracer != nil {
		g.Use(otelgin.Middleware("clientele", otelgin.WithTracerProvider(d.Tracer)))
	}
	g.Use(identify, logged(d.Log, d.Metrics), recovered(d.Log), secured)
	if len(d.CORSOrigins) > 0 {
		g.Use(cors.New(cors.Config{AllowOrigins: d.CORSOrigins, AllowMethods: []string{"GET", "POST", "PUT", "DELETE"},
			AllowHeaders:  []string{"Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id"},
			ExposeHeaders: []string{"ETag", "Location", "X-Request-Id", "Retry-After", "Idempotent-Replay"}, AllowCredentials: true, MaxAge: time.Hour}))
	}
	for _, n := range d.Nouns {
		for _, r := range n.routes() {
			base := Base
			if outside(r.path) {
				base = ""
			}
			g.Handle(r.method, base+r.path, compressed, access(d.Log, d.Verifier, r.need), repeated(d.Log, d.Repeats, r.need), wrap(d.Log, r.run))
		}
	}
	g.GET(Base+"/openapi.json", compressed, func(c *gin.Context) { c.Data(http.StatusOK, "application/json", d.Spec) })
	apiPages(g)
	g.GET("/healthz", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })
	g.GET("/readyz", func(c *gin.Context) {
		if err := d.Ready(c.Request.Context()); err != nil {
			writeProblem(c, d.Log, fault.Wrap(fault.KindUnavailable, "not_ready", "The program is not ready.", err))
			return
		}
		c.JSON(http.StatusOK, gin.H{"status": "ready"})
	})
	if d.MetricsPage != nil {
		g.GET("/metrics", gin.WrapH(d.MetricsPage))
	}
	missing := func(c *gin.Context) {
		writeProblem(c, d.Log, fault.New(fault.KindNotFound, "route_not_found", "There is nothing at this address."))
	}
	g.NoMethod(func(c *gin.Context) {
		writeProblem(c, d.Log, fault.New(fault.KindInvalid, "method_not_allowed", "This address does not take that method."))
	})
	g.NoRoute(compressed, func(c *gin.Context) {
		if d.Page == nil || len(c.Request.URL.Path) >= 4 && c.Request.URL.Path[:4] == "/api" {
			missing(c)
			return
		}
		c.Status(http.StatusOK) // a page, where the router has put 404
		d.Page.ServeHTTP(c.Writer, c.Request)
	})
	return headed(g), nil
}

// headed answers HEAD as GET: the server sends the headers and leaves the body out.
func headed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.WithContext(r.Context())
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

// outside says whether a route stands at the root, not under the API: addresses printed in e-mails.
func outside(path string) bool { return len(path) > 3 && (path[:3] == "/u/" || path[:3] == "/t/") }

// Routes lists method, path and permission of every route of the nouns, for the tests that compare them with the spec and the roles.
func Routes(nouns []Noun) [][3]string {
	var out [][3]string
	for _, n := range nouns {
		for _, r := range n.routes() {
			out = append(out, [3]string{r.method, r.path, string(r.need)})
		}
	}
	return out
}
