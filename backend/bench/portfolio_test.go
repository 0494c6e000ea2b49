package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"clientele/internal/clock"
	"clientele/internal/store/storetest"
)

// The limits at full size: a first run costs at most three times what reading its facts out of the database costs (time on processors, which
// a busy machine blurs least), within a gibibyte.
const (
	fullSize       = 1_000_000
	runLimit       = 3.0
	runMemoryLimit = 1 << 30
)

// BenchmarkPortfolioRun makes a company of CLIENTELE_BENCH_CLIENTS clients (20,000 by default; 1,000,000 is full size) with ten orders each,
// of one to three lines, in CLIENTELE_BENCH_DIVISIONS divisions (none by default), and runs the real program over it three times: the first
// time, again for the same day, and for the day after with one order more for every hundred. Beside it stands what reading the facts out of
// the database costs by itself, the same sums by a plain pass over arrays in memory, and by SQL alone; CLIENTELE_BENCH_QUICK leaves the last
// two out. Each is a process of its own; the peak memory of the program and of the database server are given apart (SQLite is within the
// program).
func BenchmarkPortfolioRun(b *testing.B) {
	program := buildProgram(b)
	b.Run("sqlite", func(b *testing.B) { benchRun(b, program, storetest.SQLite(b)) })
	b.Run("mysql", func(b *testing.B) { benchRun(b, program, storetest.MySQL(b)) })
}

// buildProgram gives the path of the real program, from CLIENTELE_BENCH_PROGRAM or newly built.
func buildProgram(b *testing.B) string {
	b.Helper()
	if path := os.Getenv("CLIENTELE_BENCH_PROGRAM"); path != "" {
		return path
	}
	path := filepath.Join(b.TempDir(), "clientele")
	if out, err := exec.Command("go", "build", "-o", path, "clientele/cmd/clientele").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// line is one line of the table. CPU is the seconds on processors of the whole process and of the server meanwhile; memory is a peak in
// bytes, 0 where it is not known; clients and changed are of a run.
type line struct {
	what             string
	seconds, cpu     float64
	program, server  int64
	said             string
	clients, changed int64
}

type runBench struct {
	b       *testing.B
	program string
	address string
	dir     string
	clients int
	server  serverProcess
	lines   []line
}

func benchRun(b *testing.B, program, address string) {
	r := &runBench{b: b, program: program, address: address, dir: b.TempDir(), clients: setting(clientsVariable, 20_000),
		server: serverOf(context.Background(), address)}
	r.part("generate", "generating")
	r.part("own", "") // what is read once lies in memory afterwards, for every measurement alike
	read := r.part("read", "reading the facts")
	r.part("own", "the run's own reading")
	if os.Getenv(quickVariable) == "" {
		r.part("pass", "plain pass over arrays")
		r.part("group", "SQL alone")
	}
	first := r.run("run, the first", worldDay)
	again := r.run("run, the same day again", worldDay)
	r.part("later", "adding 1 % new orders")
	next := r.run("run, a day later", worldDay+1)
	r.print(read)
	r.judge(read, first, again)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(first.cpu, "run-cpu-s")
	b.ReportMetric(read.cpu, "read-cpu-s")
	b.ReportMetric(first.cpu/read.cpu, "ratio")
	b.ReportMetric(again.cpu/first.cpu, "again-ratio")
	b.ReportMetric(next.cpu/first.cpu, "later-ratio")
	b.ReportMetric(float64(first.program>>20), "program-MiB")
	b.ReportMetric(float64(first.server>>20), "server-MiB")
}

// part runs one of parts in a process of its own.
func (r *runBench) part(name, what string) line {
	r.b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), partVariable+"="+name, addressVariable+"="+r.address, clientsVariable+"="+strconv.Itoa(r.clients))
	l, out := r.watch(cmd, what)
	var m measured
	if err := json.Unmarshal(out, &m); err != nil {
		r.b.Fatal(err)
	}
	l.seconds, l.said = m.Seconds, fmt.Sprint(m.Rows, " rows")
	if m.Cut {
		l.said = "not over by then"
	}
	if what != "" {
		r.add(l)
	}
	return l
}

var runSaid = regexp.MustCompile(`(\d+) clients, \d+ active, (\d+) changed`)

// run runs the portfolio by the program's own command: its time is that of the whole process.
func (r *runBench) run(what string, day clock.Day) line {
	r.b.Helper()
	cmd := exec.Command(r.program, "run", "--as-of", day.String())
	cmd.Env = append(os.Environ(), "CLIENTELE_DATABASE_URL="+r.address, "CLIENTELE_DATA_DIR="+r.dir, "CLIENTELE_SECRET="+strings.Repeat("s", 32))
	l, out := r.watch(cmd, what)
	said := runSaid.FindSubmatch(out)
	if said == nil {
		r.b.Fatalf("the run said %s", out)
	}
	l.clients, _ = strconv.ParseInt(string(said[1]), 10, 64)
	l.changed, _ = strconv.ParseInt(string(said[2]), 10, 64)
	l.said = fmt.Sprint(l.changed, " of ", l.clients, " changed")
	r.add(l)
	return l
}

// add keeps a line for the table and says at once that it is there: at full size one takes minutes.
func (r *runBench) add(l line) {
	fmt.Fprintf(os.Stderr, "%s: %.1f s, CPU %.1f s, %d MiB, %s\n", l.what, l.seconds, l.cpu, l.program>>20, l.said)
	r.lines = append(r.lines, l)
}

// watch runs a process and gives its time and the memory of it and of the server.
func (r *runBench) watch(cmd *exec.Cmd, what string) (line, []byte) {
	r.b.Helper()
	r.server.forget()
	before := r.server.cpu()
	p, err := watch(cmd)
	if err != nil {
		r.b.Fatal(err)
	}
	cpu := p.cpu + r.server.cpu() - before
	return line{what: what, seconds: p.took.Seconds(), cpu: cpu.Seconds(), program: p.peak, server: r.server.peak()}, p.out
}

// judge holds the runs against their limits; those of time and memory only hold at full size.
func (r *runBench) judge(read, first, again line) {
	if again.changed != 0 {
		r.b.Errorf("LIMIT BROKEN: a second run for the same day wrote %d figures, and should write none", again.changed)
	}
	if r.clients < fullSize {
		return
	}
	if ratio := first.cpu / read.cpu; ratio > runLimit {
		r.b.Errorf("LIMIT BROKEN: a run costs %.1f times what reading its facts costs, and should cost at most %.1f", ratio, runLimit)
	}
	for _, l := range r.lines {
		if l.clients > 0 && l.program > runMemoryLimit {
			r.b.Errorf("LIMIT BROKEN: %s: the program held %d MiB, and should hold at most %d", l.what, l.program>>20, runMemoryLimit>>20)
		}
	}
}

func (r *runBench) print(read line) {
	var out strings.Builder
	fmt.Fprintf(&out, "\n%d clients. %s\n", r.clients, r.settings())
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "what\tseconds\tCPU s\ttimes reading\tprogram MiB\tserver MiB\t\t")
	for _, l := range r.lines {
		server := "–"
		if l.server > 0 {
			server = fmt.Sprint(l.server >> 20)
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.1f\t%.2f\t%d\t%s\t%s\t\n", l.what, l.seconds, l.cpu, l.cpu/read.cpu, l.program>>20, server, l.said)
	}
	_ = w.Flush()
	fmt.Println(out.String())
}

// settings says what the database was set to.
func (r *runBench) settings() string {
	if !strings.HasPrefix(r.address, "mysql") {
		return "SQLite as the program opens it: WAL, synchronous FULL (OFF while generating), 32 MiB of cache a connection"
	}
	raw, err := connect(r.address)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = raw.Close() }()
	var version string
	var buffer, logSize, flush, twice int64
	if err := raw.QueryRow("SELECT @@version, @@innodb_buffer_pool_size, @@innodb_log_file_size, @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite").
		Scan(&version, &buffer, &logSize, &flush, &twice); err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s: innodb_buffer_pool_size %d MiB, innodb_log_file_size %d MiB, innodb_flush_log_at_trx_commit %d, innodb_doublewrite %d",
		version, buffer>>20, logSize>>20, flush, twice)
}
