package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// process is how a program of its own fared: time from start to end, time on processors, the most memory it held at once (0 where /proc does
// not say), and what it wrote to standard output.
type process struct {
	took, cpu time.Duration
	peak      int64
	out       []byte
}

// watch runs a command and looks at its memory every 10 ms. The kernel's own reckoning of an ended child (rusage) will not do: a child
// starts with its parent's peak.
func watch(cmd *exec.Cmd) (process, error) {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	started := time.Now()
	if err := cmd.Start(); err != nil {
		return process{}, err
	}
	done, seen := make(chan struct{}), make(chan int64)
	go func() {
		tick, peak := time.NewTicker(10*time.Millisecond), int64(0)
		defer tick.Stop()
		for {
			select {
			case <-done:
				seen <- peak
				return
			case <-tick.C:
				peak = max(peak, peakOf(cmd.Process.Pid))
			}
		}
	}()
	err := cmd.Wait()
	took := time.Since(started)
	close(done)
	p := process{took: took, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: <-seen, out: out.Bytes()}
	if err != nil {
		return p, fmt.Errorf("%s: %w\n%s%s", strings.Join(cmd.Args, " "), err, tail(out.Bytes()), tail(errs.Bytes()))
	}
	return p, nil
}

func tail(b []byte) []byte { return b[max(0, len(b)-2000):] }

// peakOf gives the peak of a process's resident memory in bytes, 0 where it is not known.
func peakOf(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kB, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kB << 10
		}
	}
	return 0
}

// serverProcess follows the database's own process, where it has one and runs on this machine.
type serverProcess struct{ pid int }

// serverOf finds the server behind an address; a database within the program has none.
func serverOf(ctx context.Context, address string) serverProcess {
	if !strings.HasPrefix(address, "mysql") {
		return serverProcess{}
	}
	raw, err := connect(address)
	if err != nil {
		return serverProcess{}
	}
	defer func() { _ = raw.Close() }()
	var file string
	if err := raw.QueryRowContext(ctx, "SELECT @@pid_file").Scan(&file); err != nil {
		return serverProcess{}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return serverProcess{}
	}
	pid, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	return serverProcess{pid}
}

// forget starts the peak anew from what the server holds now.
func (s serverProcess) forget() {
	if s.pid > 0 {
		_ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.pid), []byte("5"), 0)
	}
}

func (s serverProcess) peak() int64 {
	if s.pid == 0 {
		return 0
	}
	return peakOf(s.pid)
}

// cpu gives the time that the server has spent on processors so far; the kernel counts it in hundredths of a second.
func (s serverProcess) cpu() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.pid))
	if s.pid == 0 || err != nil {
		return 0
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}
