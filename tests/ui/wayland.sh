#!/bin/bash
# Runs one test under a Wayland compositor of its own: sway without a screen, as an ordinary user,
# because sway refuses root. What it starts is stopped again, by process id.
#   wayland.sh PROGRAM [ARGUMENT...]
# Exit: the program's own; 77 when sway cannot start here, which ctest shows as skipped.
set -u
for program in sway wl-copy setpriv; do
    if ! command -v "$program" >/dev/null; then
        echo "skipped: $program is not installed"
        exit 77
    fi
done

folder=$(mktemp -d)
sway_pid=
stop() {
    if [ -n "$sway_pid" ]; then
        kill "$sway_pid" 2>/dev/null
        wait "$sway_pid" 2>/dev/null
    fi
    rm -rf "$folder"
}
trap stop EXIT
as_user=()
if [ "$(id -u)" = 0 ]; then
    as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chown 65534:65534 "$folder"
    if ! "${as_user[@]}" test -x "$1"; then
        echo "skipped: an ordinary user cannot read $1"
        exit 77
    fi
fi

unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
export XDG_RUNTIME_DIR="$folder" HOME="$folder" XDG_CONFIG_HOME="$folder" XDG_CACHE_HOME="$folder"
export WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
echo 'xwayland disable' >"$folder/config"
"${as_user[@]}" sway -c "$folder/config" >"$folder/sway.log" 2>&1 &
sway_pid=$!
for _ in $(seq 100); do
    socket=$(find "$folder" -maxdepth 1 -type s -name 'wayland-*' -printf '%f' -quit)
    [ -n "$socket" ] && break
    kill -0 "$sway_pid" 2>/dev/null || break
    sleep 0.1
done
if [ -z "$socket" ]; then
    cat "$folder/sway.log"
    echo "skipped: sway does not start here"
    exit 77
fi
cd "$folder" || exit 1
WAYLAND_DISPLAY="$socket" QT_QPA_PLATFORM=offscreen "${as_user[@]}" "$@"
