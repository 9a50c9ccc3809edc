# What the peers' start scripts share. `folder` is where this peer is installed and keeps its data; nothing is
# written elsewhere.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
peer=$(basename "$here")
root=$(cd "$here/../../.." && pwd)
folder=${CARGO_TARGET_DIR:-$root/target}/peers/$peer

stop() { printf 'infra/peers/%s: %s\n' "$peer" "$1" >&2; exit 1; }
needs() { command -v "$1" >/dev/null || stop "$1 is missing; install it (Debian, Ubuntu: apt install $2)"; }

port=${1:?the port of 127.0.0.1 on which it answers}
# Accounts user0, user1 …, all with the password Verde-Canica-2026.
accounts=${2:-64}

# The copy of what is wanted is written last, so it stands for an installation that is whole.
installed() { cmp -s "$here/$1" "$folder/$1"; }
# Its programs are called by its python: their own first lines name the folder where they were installed.
venv() {
  if ! installed requirements.txt; then
    needs python3 'python3 python3-venv'
    mkdir -p "$folder"
    python3 -m venv --clear "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    cp "$here/requirements.txt" "$folder/"
  fi
}
