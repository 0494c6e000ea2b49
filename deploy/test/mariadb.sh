#!/usr/bin/env bash
# Runs COMMAND beside a private MariaDB that lives exactly as long as COMMAND does.
#
#   deploy/test/mariadb.sh COMMAND [ARGUMENT...]
#
# The server listens on a free loopback port, keeps its data in a fresh temporary
# directory and reads no configuration file, so it meets no other server on the
# machine and needs no rights beyond those of the person who starts it. COMMAND finds
# it in CLIENTELE_TEST_MYSQL_URL (mysql://user:password@127.0.0.1:port/, no database
# name: each test creates its own). The exit status is COMMAND's.
#
#   CLIENTELE_TEST_MYSQL_URL  when already set, COMMAND is run against that server
#   MARIADB_DURABLE=1         every commit reaches the disk, as in production (for benchmarks)
#   MARIADB_BUFFER=256M       InnoDB's buffer pool
#   MARIADB_TMPDIR            where the temporary directory is made (default: /dev/shm where
#                             memory is plentiful and durability not asked for, else TMPDIR)
set -euo pipefail

say() { printf 'mariadb.sh: %s\n' "$*" >&2; }
die() { say "$*"; exit 70; }

[ $# -gt 0 ] || { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0" >&2; exit 64; }
if [ -n "${CLIENTELE_TEST_MYSQL_URL:-}" ]; then exec "$@"; fi

# Debian keeps the server in /usr/sbin, which is not on everybody's PATH.
PATH="$PATH:/usr/sbin:/usr/local/sbin"
for tool in mariadbd mariadb-install-db mariadb; do
  command -v "$tool" >/dev/null || die "$tool not found: run deploy/test/install.sh"
done

as_user=()
if [ "$(id -u)" -eq 0 ]; then
  # The server refuses to run as root; the package comes with a user for it.
  id mysql >/dev/null 2>&1 || die "no user 'mysql' to run the server as"
  as_user=(--user=mysql)
fi

# Tables are made four times faster in memory than on a disk, and tests make thousands.
roomy() {
  [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge 4194304 ] \
    && [ "$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)" -ge 8388608 ]
}
base=${MARIADB_TMPDIR:-}
if [ -z "$base" ]; then
  base=${TMPDIR:-/tmp}
  if [ "${MARIADB_DURABLE:-}" != 1 ] && roomy 2>/dev/null; then base=/dev/shm; fi
  [ ${#base} -le 60 ] || base=/tmp # a socket's path has a limit of about 100 bytes
fi
dir=$(mktemp -d "$base/clientele-mariadb.XXXXXX")
server='' command=''

# shellcheck disable=SC2317 # called by the traps
stop() {
  local status=$?
  trap - EXIT INT TERM HUP
  if [ -n "$command" ]; then kill -TERM -- "-$command" 2>/dev/null || true; fi
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$server" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$dir"
  exit "$status"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir "$dir/data" "$dir/tmp"
if [ ${#as_user[@]} -gt 0 ]; then chown -R mysql "$dir"; fi

mariadb-install-db --no-defaults "${as_user[@]}" --datadir="$dir/data" --tmpdir="$dir/tmp" \
  --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve \
  >"$dir/install.log" 2>&1 || { cat "$dir/install.log" >&2; die 'mariadb-install-db failed'; }

if [ "${MARIADB_DURABLE:-}" = 1 ]; then
  speed=(--innodb-flush-log-at-trx-commit=1 --innodb-doublewrite=1)
else
  # The data is thrown away, so nothing waits for the disk.
  speed=(--innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --debug-no-sync)
fi

# Below the range from which Linux takes ports for outgoing connections.
free_port() {
  local port
  for _ in $(seq 100); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  return 1
}

client() { mariadb --no-defaults --socket="$dir/sock" --user=root --batch "$@"; }

# start PORT: the server answers on its socket, or has gone again (the port was taken meanwhile).
start() {
  mariadbd --no-defaults "${as_user[@]}" \
    --datadir="$dir/data" --tmpdir="$dir/tmp" --socket="$dir/sock" --pid-file="$dir/pid" \
    --log-error="$dir/error.log" \
    --skip-networking=0 --bind-address=127.0.0.1 --port="$1" --skip-name-resolve \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_bin \
    --max-allowed-packet=64M --max-connections=500 \
    --innodb-buffer-pool-size="${MARIADB_BUFFER:-256M}" --innodb-log-file-size=256M \
    --innodb-fast-shutdown=2 --performance-schema=0 --skip-log-bin \
    "${speed[@]}" </dev/null >>"$dir/error.log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    if client --execute='SELECT 1' >/dev/null 2>&1; then return 0; fi
    kill -0 "$server" 2>/dev/null || { wait "$server" || true; server=''; return 1; }
    sleep 0.1
  done
  return 1
}

port=''
for _ in 1 2 3 4 5; do
  candidate=$(free_port) || die 'no free port'
  if start "$candidate"; then port=$candidate; break; fi
  [ -z "$server" ] || break
done
[ -n "$port" ] || { tail -n 40 "$dir/error.log" >&2; die 'the server did not start'; }

# The password keeps other users of the machine out; root stays reachable by the socket only,
# which lies in a directory that is closed to others.
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
client --execute="
  DELETE FROM mysql.global_priv WHERE User IN ('', 'root') AND Host <> 'localhost' OR User = '';
  FLUSH PRIVILEGES;
  CREATE USER clientele@'127.0.0.1' IDENTIFIED BY '$password';
  GRANT ALL PRIVILEGES ON *.* TO clientele@'127.0.0.1' WITH GRANT OPTION;" \
  || die 'could not create the test user'

export CLIENTELE_TEST_MYSQL_URL="mysql://clientele:$password@127.0.0.1:$port/"
say "MariaDB on 127.0.0.1:$port in $dir"

status=0
if [ -t 0 ]; then
  # At a terminal COMMAND keeps the keyboard, and Ctrl-C reaches it directly.
  "$@" || status=$?
else
  # Elsewhere it is a process group of its own, so that stopping this script stops all of it.
  set -m
  "$@" <&0 &
  command=$!
  set +m
  wait "$command" || status=$?
fi
exit "$status"
