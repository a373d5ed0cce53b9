#!/bin/sh
# Installs what packaging/debian-packages.txt lists and is missing. Says nothing and calls no apt when nothing is.
set -eu
list="$(dirname "$0")/debian-packages.txt"
wanted=$(sed 's/#.*//' "$list" | tr -s ' \n' ' ')

if ! command -v dpkg-query >/dev/null; then
  echo "This is not a Debian system: install the equivalents of $list yourself." >&2
  exit 0
fi

# shellcheck disable=SC2086 # the list is meant to be split; dpkg-query complains about packages it has never heard of
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p')
missing=""
for package in $wanted; do
  printf '%s\n' "$installed" | grep -qxF "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing and neither root nor sudo is there to install them:$missing" >&2
    exit 1
  }
  as_root=sudo
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
# The lists may be missing or old: try with those that are there first.
# shellcheck disable=SC2086 # both lists are meant to be split
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; }
if ! ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || ! install; then
  $as_root apt-get update -q
  install
fi
