# Sourced by the other scripts: where things live, how they talk, and which tool versions they want.
# shellcheck shell=bash

set -euo pipefail
shopt -s inherit_errexit

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"

CACHE=${BAILIWICK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bailiwick}
TOOLS=$CACHE/tools
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
export PATH=$TOOLS/bin:$TOOLS/node/node_modules/.bin:$HOME/.cargo/bin:$PATH
mkdir -p "$CACHE" "$TOOLS" "$CARGO_TARGET_DIR"

CARGO_LEPTOS_VERSION=0.3.10
BINARYEN_VERSION=132.0.0
CARGO_DENY_VERSION=0.20.2
# wasm-bindgen's program must be exactly as old as the library in Cargo.lock.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
NODE_MINIMUM=20

if [ -t 1 ]; then BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m'; else BOLD='' DIM='' RED='' GREEN='' PLAIN=''; fi

say() { printf '%s%s%s\n' "$BOLD" "$*" "$PLAIN"; }
note() { printf '%s%s%s\n' "$DIM" "$*" "$PLAIN"; }
die() { printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2; exit 1; }

# minutes SECONDS: "4 s", "3 min 20 s"
minutes() { if [ "$1" -lt 60 ]; then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi; }

# locked NAME COMMAND…: one at a time on this machine, because clones share the cache
locked() {
  local lock=$CACHE/$1.lock
  shift
  (
    if ! flock -n 9; then
      note "Another build is using $CACHE; waiting for it to finish." >&2
      flock 9
    fi
    "$@" 9>&-
  ) 9>"$lock"
}

# Cargo trusts file times, and a copied or restored tree can carry old ones: whatever differs in content
# from the last build of this clone is touched, so that a warm cache never hides a change.
refresh_times() {
  local record previous
  record=$CARGO_TARGET_DIR/.sources-$(printf '%s' "$ROOT" | sha256sum | cut -c1-16)
  previous=$record.previous
  [ -f "$record" ] && mv "$record" "$previous" || : >"$previous"
  find app bench server shared torture Cargo.toml Cargo.lock rust-toolchain.toml -name node_modules -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum >"$record.new"
  # New or different files.
  comm -13 <(LC_ALL=C sort "$previous") <(LC_ALL=C sort "$record.new") | cut -c67- | tr '\n' '\0' | xargs -0 -r touch -c
  # Added or removed files can be picked up by macros that read folders: rebuild the packages.
  if ! cmp -s <(cut -c67- "$previous") <(cut -c67- "$record.new"); then
    find app bench server shared torture \( -name lib.rs -o -name main.rs \) -exec touch -c {} +
  fi
  mv "$record.new" "$record"
  rm -f "$previous"
}

# build_server CARGO-ARGUMENT…: builds the program and prints the path of a private copy, so that a build in another
# clone cannot change it under a running server.
build_server() { locked server build_and_copy_server "$@"; }

build_and_copy_server() {
  local copy
  copy=$CACHE/bin/$(printf '%s' "$ROOT" | sha256sum | cut -c1-16)
  mkdir -p "$copy"
  refresh_times >&2
  cargo build --locked "$@" >&2
  # A running program cannot be overwritten, only replaced.
  if ! cmp -s "$CARGO_TARGET_DIR/debug/bailiwick" "$copy/bailiwick"; then
    cp "$CARGO_TARGET_DIR/debug/bailiwick" "$copy/bailiwick.new"
    mv -f "$copy/bailiwick.new" "$copy/bailiwick"
  fi
  echo "$copy/bailiwick"
}

# first_of PROGRAM…: where the first of these is that there is.
first_of() {
  local candidate
  for candidate in "$@"; do
    [ -n "$candidate" ] && command -v "$candidate" && return
  done
  return 1
}

find_chromium() { first_of "${CHROMIUM:-}" chromium chromium-browser google-chrome; }

find_firefox() { first_of "${FIREFOX:-}" firefox-esr firefox; }

# The folder with initdb and postgres; Debian keeps it off the PATH.
find_postgres() {
  local candidate
  for candidate in "${POSTGRES_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    [ -n "$candidate" ] && [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ] && echo "$candidate" && return
  done
  return 1
}
