#!/bin/sh
# Takes the pictures of manual and README from the running program: packaging/manual-pictures.sh [FOLDER]
# Needs a built release and the packages xvfb, xauth, xdotool. Settings of the person who calls it are not touched.
set -eu
cd "$(dirname "$0")/.."
out=$(realpath "${1:-resources/manual/pictures}")
program=$PWD/build/release/bin/cytosketch
samples=$PWD/resources/samples
mkdir -p "$out"

if [ -z "${CYTOSKETCH_PICTURES_INSIDE:-}" ]; then
  CYTOSKETCH_PICTURES_INSIDE=1 exec xvfb-run -a -s "-screen 0 1920x1080x24" "$0" "$out"
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export LC_ALL=C.UTF-8 OMP_WAIT_POLICY=passive QT_QPA_PLATFORM=xcb

# picture NAME SECONDS [SKETCH] [-- ACTION...]: starts the program, does the actions in its window, and lets it take a
# picture of itself after SECONDS. An action is an xdotool command in quotes, or a number of seconds to wait.
picture() {
  name=$1 seconds=$2
  shift 2
  sketch=""
  if [ $# -gt 0 ] && [ "$1" != -- ]; then
    sketch=$1
    shift
  fi
  [ $# -eq 0 ] || shift
  echo "$name"
  "$program" --size 1280x800 --screenshot "$out/$name.png" --screenshot-delay $((seconds * 1000)) ${sketch:+"$sketch"} &
  pid=$!
  window=$(timeout 30 xdotool search --sync --onlyvisible --pid "$pid" | tail -1)
  xdotool windowmove "$window" 0 0
  xdotool windowfocus "$window"
  sleep 2
  for action in "$@"; do
    case $action in
      *[!0-9]*)
        # shellcheck disable=SC2086 # the action is meant to be split
        xdotool $action
        ;;
      *) sleep "$action" ;;
    esac
  done
  wait "$pid"
}

generated=${CYTOSKETCH_PICTURE_SECONDS:-15} # until a sample's image has surely been generated
picture start 4
picture window $((generated + 5)) "$samples/dense-culture.cysk" -- "key ctrl+Return" 
picture noisy $((generated + 5)) "$samples/large-nuclei.cysk" -- "key ctrl+Return" "$generated" "key F7"
picture overlay $((generated + 5)) "$samples/large-nuclei.cysk" -- "key ctrl+Return" "$generated" "key F6"
