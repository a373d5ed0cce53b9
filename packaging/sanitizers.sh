#!/bin/sh
# Builds with sanitizers and runs the tests they are for: packaging/sanitizers.sh [asan] [tsan]. Without an argument, both.
# asan (with UBSan): the engine's tests and the command line's. tsan: the jobs of the window.
set -eu
cd "$(dirname "$0")/.."
packaging/install-packages.sh
[ $# -gt 0 ] || set -- asan tsan
export OMP_WAIT_POLICY=passive
# LibTorch, ITK and OpenBLAS are not instrumented and keep memory until exit by design.
export ASAN_OPTIONS="detect_leaks=0:detect_odr_violation=0:strict_string_checks=1:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
export TSAN_OPTIONS="halt_on_error=1:suppressions=$PWD/packaging/tsan.supp"
for preset in "$@"; do
  case $preset in
    asan)
      targets=""
      what="--exclude-regex ^layering$"
      ;;
    tsan)
      targets="test_generationjob test_noisejob"
      what="--tests-regex ^(generationjob|noisejob)$"
      # GNU's OpenMP runtime is not instrumented: one thread, so that its barriers are not taken for races.
      export OMP_NUM_THREADS=1
      ;;
    *)
      echo "$preset: not one of asan, tsan" >&2
      exit 2
      ;;
  esac
  # shellcheck disable=SC2086 # targets and options are meant to be split
  packaging/build.sh "$preset" $targets
  # shellcheck disable=SC2086
  xvfb-run -a -s "-screen 0 1920x1080x24" ctest --preset "$preset" --no-tests=error $what
done
