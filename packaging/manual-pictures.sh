#!/bin/sh
# Takes the pictures of manual and README from the running program: packaging/manual-pictures.sh [FOLDER]
# Needs a built release and the packages xvfb, xauth, xdotool. Settings of the person who calls it are not touched.
set -eu
cd "$(dirname "$0")/.."
out=$(realpath "${1:-resources/manual/pictures}")
program=${CYTOSKETCH_PROGRAM:-$PWD/build/release/bin/cytosketch}
# A copy: the program keeps the runs of a sketch beside it.
samples=$(mktemp -d)
cp resources/samples/*.cysk "$samples"
mkdir -p "$out"

if [ -z "${CYTOSKETCH_PICTURES_INSIDE:-}" ]; then
  CYTOSKETCH_PICTURES_INSIDE=1 exec xvfb-run -a -s "-screen 0 1920x1080x24" "$0" "$out"
fi

home=$(mktemp -d)
trap 'rm -rf "$home" "$samples"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export LC_ALL=C.UTF-8 OMP_WAIT_POLICY=passive QT_QPA_PLATFORM=xcb

# picture NAME SECONDS [SKETCH] [-- ACTION...]: starts the program, does the actions in its window, and lets it take a
# picture of itself after SECONDS. An action is an xdotool command in quotes, `focus`, or a number of
# seconds to wait.
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
      focus) xdotool windowfocus "$window" ;; # nobody else gives it back after a dialog: there is no window manager
      dialog:*) xdotool windowfocus "$(xdotool search --sync --onlyvisible --name "${action#dialog:}" | tail -1)" ;;
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
long=$((generated + 8))
drag() { # X0 Y0 X1 Y1: one drag of the left button, on the way of which the program sees the mouse
  echo "mousemove $1 $2 mousedown 1 sleep 0.1 mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)) sleep 0.1 mousemove $3 $4 sleep 0.1 mouseup 1"
}
picture start 4
picture window "$long" "$samples/dense-culture.cysk" -- "key ctrl+f" "key ctrl+Return"
picture drawing 24 -- "key ctrl+n" 1 "key Return" 1 focus 1 "key ctrl+f" "key o" \
  "$(drag 140 250 225 335)" "$(drag 250 260 340 325)" "$(drag 135 370 205 480)" "$(drag 300 480 420 560)" \
  "$(drag 390 330 460 420)" "key b" "key m" "key bracketright" "key bracketright" "key bracketright" \
  "$(drag 250 390 290 420)" "$(drag 285 425 262 400)" "$(drag 285 400 300 410)"
picture noisy "$long" "$samples/large-nuclei.cysk" -- "key ctrl+f" "key ctrl+Return" "$generated" "key F7"
picture overlay "$long" "$samples/large-nuclei.cysk" -- "key ctrl+f" "key ctrl+Return" "$generated" "key F6"
picture volumes "$long" "$samples/nuclei-in-3d.cysk" -- "key ctrl+Return" "$generated" "key ctrl+4"
# Two channels, each by its model: one after the other.
cli=$(dirname "$program")/cytosketch-cli
"$cli" simulate --quiet --preset d-rerio --seed 3 --set size.x=160 --set size.y=160 --set size.z=24 \
  --set embryo.radius=120 --output "$samples/embryo.cysk"
picture channels "$((4 * generated))" "$samples/embryo.cysk" -- "key ctrl+Return" "$((3 * generated))" "key ctrl+4"
# Fidelity and realism: the same sketch with three stochasticities of the sampler.
"$cli" simulate --quiet --preset hela --set size.x=220 --set size.y=220 --set radius.min=9 --set radius.max=15 \
  --set brightness.min=0.05 --set count=40 --set background=0.04 --seed 5 --output "$samples/eta.cysk"
for eta in 1 0.5 0; do
  "$cli" generate --quiet --sketch "$samples/eta.cysk" --auto-start false --eta $eta --seed 4 --output "$samples/eta-$eta.png"
done
cp "$samples/eta-1.png" "$out/eta-1.png"
cp "$samples/eta-0.5.png" "$out/eta-half.png"
cp "$samples/eta-0.png" "$out/eta-0.png"

# The browser of datasets.
"$cli" dataset --quiet --recipe hela-cellpose --count 12 --output "$samples/nuclei"
picture browser 14 -- "key ctrl+shift+o" 2 "dialog:Open Dataset" "type $samples/nuclei" 1 "key Return" 2 focus "key Down" "key Down" "key f" \
  "key Down"

# The page Tune with a real image and its labels, as if they had been chosen before.
mkdir -p "$XDG_DATA_HOME/cytosketch"
printf '{"studyReal": "%s", "studyLabels": "%s"}' "$PWD/resources/samples/large-nuclei.tif" \
  "$PWD/resources/samples/large-nuclei-labels.tif" >"$XDG_DATA_HOME/cytosketch/session.json"
picture tune "$((5 * generated))" "$samples/large-nuclei.cysk" -- "key alt+2" 1 "key ctrl+Return"
# latent-map.png shows images that are not in the repository: the drawing of
#   cytosketch-cli latent-map --images heldout/images --masks heldout/masks --model nuclei-2d --count 24 --output map
