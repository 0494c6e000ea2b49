#!/usr/bin/env bash
# Installs what the tests need beside Go and Node.js: MariaDB's server, a browser, a C
# compiler for the race detector. On Debian and as root it installs what is missing;
# elsewhere it says what to install and fails.
set -euo pipefail

say() { printf 'install.sh: %s\n' "$*"; }
has() { PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$1" >/dev/null 2>&1; }

failed=0
for tool in go node npm git; do
  has "$tool" || { say "$tool is missing: see docs/CONTRIBUTING.md for the versions"; failed=1; }
done
[ "$failed" -eq 0 ] || exit 1

packages=()
has mariadbd && has mariadb-install-db && has mariadb || packages+=(mariadb-server)
has gcc || packages+=(gcc libc6-dev)
has chromium || packages+=(chromium fonts-liberation fonts-dejavu-core)
# On a build server the compose file is checked too; the client needs no engine for that.
if [ -n "${CI:-}" ] && ! has docker-compose && ! docker compose version >/dev/null 2>&1; then
  packages+=(docker-compose)
fi
[ "${#packages[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! has apt-get; then
  say "please install: ${packages[*]}"
  say "on Debian or Ubuntu: sudo apt-get install --no-install-recommends ${packages[*]}"
  exit 1
fi

say "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
apt_get() { apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@" </dev/null; }
apt_get update
apt_get install -y --no-install-recommends "${packages[@]}"
