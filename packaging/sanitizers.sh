#!/bin/sh
# Builds with sanitizers and runs the tests they are for: packaging/sanitizers.sh [asan] [tsan] [-R REGEX]
# asan (with UBSan): the engine's tests and the command line's. tsan: the jobs of the window. Without a name, both.
# -R: only the tests whose name matches, and only what they need is built: an instrumented file that includes LibTorch
# takes minutes and 2 GB to compile, so "asan -R '^(image|sketch|metrics)'" is quick and all of asan takes hours.
set -eu
cd "$(dirname "$0")/.."
presets=""
regex=""
while [ $# -gt 0 ]; do
  case $1 in
    asan | tsan) presets="$presets $1" ;;
    -R)
      shift
      regex=${1:?a regular expression follows -R}
      ;;
    *)
      sed -n '2,5s/^# //p' "$0" >&2
      exit 2
      ;;
  esac
  shift
done
packaging/install-packages.sh
export OMP_WAIT_POLICY=passive
# LibTorch, ITK and OpenBLAS are not instrumented and keep memory until exit by design.
export ASAN_OPTIONS="detect_leaks=0:detect_odr_violation=0:strict_string_checks=1:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
export TSAN_OPTIONS="halt_on_error=1:suppressions=$PWD/packaging/tsan.supp"
seconds() { date +%s; }
for preset in ${presets:-asan tsan}; do
  begin=$(seconds)
  case $preset in
    asan) tests=${regex:-.} ;;
    tsan)
      tests=${regex:-^jobs_(generationjob|noisejob)$}
      # GNU's OpenMP runtime is not instrumented: one thread, so that its barriers are not taken for races.
      export OMP_NUM_THREADS=1
      ;;
  esac
  cmake --preset "$preset" >/dev/null
  # The programs of these tests, also where they are not built yet.
  names=$(ctest --preset "$preset" --show-only --tests-regex "$tests" --exclude-regex '^layering$' |
    sed -n 's/^ *Test *#[0-9]*: //p' | while read -r test; do
    find "build/$preset/tests" -name CTestTestfile.cmake -exec \
      sed -n "s|^add_test(\[=\[$test\]=\] \".*/tests/\(test_[a-z0-9_]*\)\".*|\1|p" {} +
  done | sort -u)
  [ -n "$names" ] || { echo "$preset: no test matches $tests" >&2; exit 2; }
  targets=$names
  case "$preset $names" in
    "asan "*test_cli*) targets="$targets cytosketch-cli" ;;
  esac
  [ -n "$regex" ] || [ "$preset" = tsan ] || targets="" # all of them, and what tests without a program need
  # shellcheck disable=SC2086 # targets are meant to be split
  packaging/build.sh "$preset" $targets
  built=$(seconds)
  xvfb-run -a -s "-screen 0 1920x1080x24" ctest --preset "$preset" --no-tests=error --tests-regex "$tests" \
    --exclude-regex '^layering$'
  echo "$preset: built in $((built - begin)) s, tested in $(($(seconds) - built)) s"
done
