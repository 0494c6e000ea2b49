package bench

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// load is what one run of requests brought.
type load struct {
	requests int
	perSec   float64
	p50, p99 time.Duration
	bytes    int // of one answer's body, on average
}

// drive sends HTTP/1.1 requests over so many connections for so long, each waiting for its answer, and refuses any
// status but 200. request writes the n-th request into b. It does as little as a client can, so that the server has the machine.
func drive(b *testing.B, address string, connections int, length time.Duration, request func(n int, b []byte) []byte) load {
	b.Helper()
	var wg sync.WaitGroup
	took := make([][]time.Duration, connections)
	size := make([]int, connections)
	failed := make(chan error, connections)
	start := time.Now()
	for c := range connections {
		wg.Go(func() {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				failed <- err
				return
			}
			defer func() { _ = conn.Close() }()
			r, b := bufio.NewReaderSize(conn, 16<<10), []byte(nil)
			for n := c; time.Since(start) < length; n += connections {
				at := time.Now()
				b = request(n, b[:0])
				if _, err := conn.Write(b); err != nil {
					failed <- err
					return
				}
				body, err := answer(r)
				if err != nil {
					failed <- err
					return
				}
				took[c] = append(took[c], time.Since(at))
				size[c] += body
			}
		})
	}
	wg.Wait()
	elapsed := time.Since(start)
	select {
	case err := <-failed:
		b.Fatal(err)
	default:
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	sum := 0
	for _, n := range size {
		sum += n
	}
	return load{requests: len(all), perSec: float64(len(all)) / elapsed.Seconds(), p50: all[len(all)/2], p99: all[len(all)*99/100], bytes: sum / len(all)}
}

// answer reads one response with a Content-Length and gives the size of its body.
func answer(r *bufio.Reader) (int, error) {
	length, first := -1, true
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
			return 0, fmt.Errorf("answered %s", line)
		}
		first = false
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			break
		}
		if v, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(v)); err != nil {
				return 0, err
			}
		}
	}
	if length < 0 {
		return 0, errors.New("answered without Content-Length")
	}
	_, err := r.Discard(length)
	return length, err
}

// post writes a POST request ready to be sent.
func post(path, token, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, token, len(body), body)
}
