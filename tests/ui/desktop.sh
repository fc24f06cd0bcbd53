#!/bin/bash
# Runs one test on a desktop of its own: a private session bus, a virtual X server and a window
# manager. Everything it starts is stopped again, by process id.
#   desktop.sh PROGRAM [ARGUMENT...]
# Exit: the program's own; 77 when this desktop cannot be had here, which ctest shows as skipped.
set -u
if [ "${1:-}" != --inside ]; then
    # The one place for noise that is not ours: a daemon in a container may not raise its limits.
    exec 4>&2
    exec dbus-run-session --config-file="$(dirname "$0")/bus.conf" -- "$0" --inside "$@" \
        2> >(grep -v 'Failed to set fd limit' >&4)
fi
shift
for program in Xvfb openbox trayer xdotool xclip; do
    if ! command -v "$program" >/dev/null; then
        echo "skipped: $program is not installed"
        exit 77
    fi
done

folder=$(mktemp -d)
started=()
stop() {
    for ((i = ${#started[@]} - 1; i >= 0; --i)); do
        kill "${started[i]}" 2>/dev/null
        wait "${started[i]}" 2>/dev/null
    done
    rm -rf "$folder"
}
trap stop EXIT

export XDG_RUNTIME_DIR="$folder/runtime" XDG_CONFIG_HOME="$folder/config" XDG_CACHE_HOME="$folder/cache"
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset WAYLAND_DISPLAY

exec 3<>"$folder/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >"$folder/xvfb.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do
    [ -s "$folder/display" ] && break
    sleep 0.1
done
DISPLAY=":$(tr -d '\n' <"$folder/display")"
export DISPLAY QT_QPA_PLATFORM=xcb
if [ "$DISPLAY" = : ]; then
    cat "$folder/xvfb.log"
    echo "skipped: no virtual X server here"
    exit 77
fi
openbox --sm-disable >"$folder/openbox.log" 2>&1 &
started+=($!)

"$@" 2>&4
