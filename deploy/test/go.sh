#!/usr/bin/env bash
# Runs the Go tests, with the race detector where goroutines are ours, and writes what
# `go test -json` says below $REPORTS. MariaDB's tests run when CLIENTELE_TEST_MYSQL_URL is set
# (see mariadb.sh beside this file).
#
#   deploy/test/go.sh [PACKAGE...]      default ./...
#
#   RACE_PKGS="app jobs"  packages below internal/ that run under the race detector; empty for none
#                         (httpapi starts no goroutine: all of it runs without, and once more with it
#                         those of its tests that ask many things at once)
#   GO_TEST_FLAGS         more flags for go test
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../backend"

go=${GO:-go}
reports=${REPORTS:-$here/../../build/reports}
race_pkgs=${RACE_PKGS-account app campaign channel event hook id intake jobs message offer portfolio segment store}
mkdir -p "$reports"
rm -f "$reports"/go-*.json
[ $# -gt 0 ] || set -- ./...

mapfile -t all < <("$go" list "$@")
[ "${#all[@]}" -gt 0 ] || { echo 'go.sh: no package' >&2; exit 1; }
raced=() plain=()
for package in "${all[@]}"; do
  top=${package#*/internal/}
  top=${top%%/*}
  case " $race_pkgs " in
    *" $top "*) raced+=("$package") ;;
    *) plain+=("$package") ;;
  esac
done

read -ra flags <<<"-timeout=25m ${GO_TEST_FLAGS:-}"
status=0
# run NAME ARGUMENT...: one go test, told package by package, its events kept in go-NAME.json.
run() {
  local name=$1
  shift
  "$go" test -json "${flags[@]}" "$@" </dev/null \
    | tee "$reports/go-$name.json" | node "$here/go-events.mjs" || status=1
}
[ "${#plain[@]}" -eq 0 ] || run plain "${plain[@]}"
if [ "${#raced[@]}" -gt 0 ]; then
  echo '-- with the race detector'
  # SQLite is a million machine-made lines without races of ours: left alone, it runs six times faster.
  CGO_ENABLED=1 run race -race '-gcflags=modernc.org/...=-race=false' "${raced[@]}"
fi
case " ${all[*]} " in
  *" clientele/internal/httpapi "*)
    [ -z "$race_pkgs" ] || CGO_ENABLED=1 run race-httpapi -race '-gcflags=modernc.org/...=-race=false' \
      -run 'AtOnce|Cancelled|Broken|Replicas|Downloads' clientele/internal/httpapi ;;
esac
exit "$status"
