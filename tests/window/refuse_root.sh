#!/bin/bash
# The isolated window refuses to open for root, and says why. Exit 77 when root is not asking.
#   refuse_root.sh PROGRAM
[ "$(id -u)" = 0 ] || exit 77
said=$(QT_QPA_PLATFORM=offscreen "$1" --site chatgpt.com 2>&1 >/dev/null)
code=$?
echo "exit $code: $said"
[ $code = 1 ] && grep -q 'does not run as root' <<<"$said"
