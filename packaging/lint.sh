#!/bin/sh
# Format, clang-tidy, spelling and shell scripts: packaging/lint.sh [--all | --fix] [FILE...]
# Without files it judges what differs from the main branch; --all judges every source (clang-tidy then takes long);
# --fix formats in place first. Needs a configured release build for clang-tidy (packaging/build.sh release).
# Packages: clang-format-19 clang-tidy-19 codespell shellcheck
set -eu
cd "$(dirname "$0")/.."

fix=""
all=""
while [ $# -gt 0 ]; do
  case $1 in
    --all) all=1 ;;
    --fix) fix=1 ;;
    -*)
      sed -n '2,5s/^# //p' "$0"
      exit 2
      ;;
    *) break ;;
  esac
  shift
done

if [ $# -eq 0 ]; then
  if [ -n "$all" ]; then
    files=$(git ls-files)
  else
    base=$(git merge-base HEAD main 2>/dev/null || git rev-parse HEAD)
    files=$(git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard)
  fi
  # shellcheck disable=SC2086 # file names of this repository have no spaces
  set -- $files
fi
pick() { printf '%s\n' "$@" | grep -E "$pattern" | sort -u || true; }
pattern='\.(h|cpp)$' && sources=$(pick "$@")
pattern='\.cpp$' && units=$(pick "$@")
pattern='(\.sh|^\.ci/run)$' && scripts=$(pick "$@")
pattern='\.(h|cpp|md|sh|txt|cmake|py|html)$' && texts=$(pick "$@" | grep -vE '(_|/)de[._/]' || true)

failed=""
part() { # NAME COMMAND...: runs it, remembers a failure, goes on
  name=$1
  shift
  echo "== $name"
  "$@" || failed="$failed $name"
}
# Includes the database knows: clang-tidy cannot judge a unit that no target builds.
tidy() {
  database=build/release/compile_commands.json
  [ -f "$database" ] || { echo "no $database: run packaging/build.sh release first" >&2; return 1; }
  known=""
  for unit in "$@"; do
    if ! grep -q "\"file\": .*/$unit\"" "$database"; then
      echo "not built, so not judged: $unit"
    elif grep -qE '#include (<itk|".*itk)' "$unit"; then
      echo "ITK's headers refuse clang, so not judged: $unit"
    else
      known="$known $unit"
    fi
  done
  [ -n "$known" ] || return 0
  # g++'s OpenMP pragmas mean nothing to clang without its own runtime.
  # shellcheck disable=SC2086
  printf '%s\n' $known | xargs -P "$(nproc)" -n 1 clang-tidy-19 --quiet -p build/release \
    --extra-arg=-Wno-unknown-pragmas --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-ignored-gch \
    --extra-arg=-fno-openmp 2>/dev/null
}

# shellcheck disable=SC2086
{
  if [ -n "$sources" ]; then
    [ -z "$fix" ] || clang-format-19 -i $sources
    part format clang-format-19 --dry-run --Werror $sources
  fi
  [ -z "$units" ] || part tidy tidy $units
  [ -z "$texts" ] || part spelling codespell --ignore-words packaging/spelling.txt $texts
  [ -z "$scripts" ] || part shell shellcheck $scripts
}
[ -z "$failed" ] || { echo "Not clean:$failed" >&2; exit 1; }
echo "Clean."
