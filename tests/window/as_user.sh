#!/bin/bash
# Runs a program as an ordinary user with a home of its own, because Chromium's sandbox wants one: as
# whoever asks, and, asked by root, as the user chaperone-test, who is made for it.
#   as_user.sh FOLDER PROGRAM [ARGUMENT...]
# What the program leaves in $HOME/screens is copied to FOLDER. Exit: the program's own; 77 when there
# is no ordinary user to be had.
set -u
keep=$1
shift
home=$(mktemp -d)
finish() {
    mkdir -p "$keep" && cp "$home"/screens/* "$keep" 2>/dev/null
    rm -rf "$home"
}
trap finish EXIT
chmod 711 "$home"
export HOME=$home TMPDIR=$home/tmp
mkdir -p "$home/tmp" "$home/screens"
if [ "$(id -u)" = 0 ]; then
    user=chaperone-test
    id "$user" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$user" || exit 77
    chown -R "$user" "$home"
    setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"
else
    "$@"
fi
