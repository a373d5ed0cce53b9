#!/bin/sh
# Sets up what is missing, builds and runs every test. On a bare Debian 12 the first run installs the packages of
# packaging/debian-packages.txt. Arguments go to ctest: ./test.sh -R sketch
set -eu
cd "$(dirname "$0")"
log=build/release/test.log
rm -f "$log"
packaging/install-packages.sh
packaging/build.sh release

export OMP_WAIT_POLICY=passive
set +e
{
  xvfb-run -a -s "-screen 0 1920x1080x24" \
    ctest --preset release --parallel "$(nproc)" --no-tests=error "$@" 2>&1
  echo $? >build/release/test.status
} | tee "$log"
status=$(cat build/release/test.status)
set -e
if [ "$status" -ne 0 ]; then
  echo "Some tests failed (ctest exit code $status); the whole output is in $log" >&2
fi
exit "$status"
