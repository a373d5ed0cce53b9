#!/bin/sh
# Configures and builds one preset: packaging/build.sh PRESET [TARGET...]. One compiler per processor, fewer when memory
# is short (LibTorch's headers want up to 2 GB each).
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
jobs=$(nproc)
memory=$(awk '/MemAvailable/ { print int($2 / 2000000) }' /proc/meminfo)
[ "$memory" -ge "$jobs" ] || jobs=$((memory > 0 ? memory : 1))

log="build/$preset/configure.log"
mkdir -p "build/$preset"
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
