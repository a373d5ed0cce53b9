#!/bin/sh
# Sets up what is missing, builds the program and shows it at work: with a display the window opens on a sample; without
# one (or with --headless) an image with its labels is generated on the command line and put beside a picture of it.
set -eu
cd "$(dirname "$0")"
packaging/install-packages.sh
packaging/build.sh release cytosketch cytosketch-cli

bin=build/release/bin
sample=resources/samples/dense-culture.cysk
export OMP_WAIT_POLICY=passive
if [ "${1:-}" != --headless ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$bin/cytosketch" "$sample"
fi

out=demo-output
mkdir -p "$out"
echo "No display: generating an annotated image into $out/"
"$bin/cytosketch-cli" generate --sketch "$sample" --model nuclei-2d --t-start 400 --sigma 1 --seed 7 \
  --labels-out "$out/labels.tif" --output "$out/image.tif"
"$bin/cytosketch-cli" convert --normalise "$out/image.tif" "$out/image.png" >/dev/null
echo "Done:
  $out/image.tif   the generated image
  $out/labels.tif  its labels, one number per nucleus
  $out/image.json  everything needed to make the same image again
  $out/image.png   a picture to look at"
