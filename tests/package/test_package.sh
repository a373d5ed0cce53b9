#!/bin/sh
# Builds the Debian package of a build folder, installs it, starts both programs from where they were installed, and checks
# that desktop file, MIME types and resources are in place: test_package.sh BUILD_FOLDER CPACK
# As root on a machine without CytoSketch it is really installed (and removed again); otherwise it is unpacked.
set -eu
build=$1
cpack=$2
command -v dpkg-deb >/dev/null || { echo "No dpkg here"; exit 77; }

work=$(mktemp -d)
# $work/home also keeps the person's own settings and models out of the game.
export HOME="$work/home" XDG_DATA_HOME="$work/home/data" XDG_CONFIG_HOME="$work/home/config"
mkdir -p "$HOME"
installed=""
cleanup() {
  [ -z "$installed" ] || dpkg --remove cytosketch >/dev/null
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "FAIL: $*" >&2
  exit 1
}

"$cpack" -G DEB --config "$build/CPackConfig.cmake" -B "$work/package" >"$work/cpack.log" 2>&1 || {
  cat "$work/cpack.log"
  fail "cpack"
}
package=$(ls "$work"/package/cytosketch_*.deb)
dpkg-deb --field "$package" Package Version Depends Installed-Size
depends=$(dpkg-deb --field "$package" Depends)
for library in libtorch libvtk libqt6widgets libhdf5 libopenblas0-openmp breeze-icon-theme; do
  case $depends in *"$library"*) ;; *) fail "the package does not depend on $library" ;; esac
done

root=""
if [ "$(id -u)" -eq 0 ] && ! dpkg-query -W cytosketch >/dev/null 2>&1 && dpkg --install "$package"; then
  installed=yes
else
  root="$work/root"
  dpkg-deb --extract "$package" "$root"
fi

for file in bin/cytosketch bin/cytosketch-cli share/applications/cytosketch.desktop share/mime/packages/cytosketch.xml \
  share/metainfo/org.cytosketch.cytosketch.metainfo.xml share/icons/hicolor/scalable/apps/cytosketch.svg \
  share/icons/hicolor/48x48/apps/cytosketch.png share/cytosketch/translations/cytosketch_de.qm \
  share/doc/cytosketch/copyright; do
  [ -s "$root/usr/$file" ] || fail "the package has no /usr/$file"
done
if command -v desktop-file-validate >/dev/null; then
  desktop-file-validate "$root/usr/share/applications/cytosketch.desktop" || fail "desktop file"
fi
if command -v appstreamcli >/dev/null; then
  appstreamcli validate --no-net "$root/usr/share/metainfo/org.cytosketch.cytosketch.metainfo.xml" || fail "metainfo"
fi
if command -v update-mime-database >/dev/null; then
  mkdir -p "$work/mime/packages"
  cp "$root/usr/share/mime/packages/cytosketch.xml" "$work/mime/packages/"
  update-mime-database "$work/mime"
  grep -q 'application/x-cytosketch:\*\.cysk' "$work/mime/globs2" || fail "*.cysk has no MIME type"
fi

"$root/usr/bin/cytosketch-cli" --help >"$work/help.txt" || fail "cytosketch-cli --help"
grep -q generate "$work/help.txt" || fail "cytosketch-cli --help does not name generate"
# The installed program finds its model by name: the lookup of resources works outside the build tree.
if [ -e "$root/usr/share/cytosketch/models/nuclei-2d.cymodel" ]; then
  "$root/usr/bin/cytosketch-cli" info nuclei-2d >/dev/null || fail "the installed model is not found"
fi
display=""
[ -n "${DISPLAY:-}" ] || display="xvfb-run -a"
# shellcheck disable=SC2086 # empty, or a command with an option
timeout 60 $display "$root/usr/bin/cytosketch" --exit-after-startup || fail "cytosketch --exit-after-startup"
echo "PASS"
