# Shared by ./run and ./test: installs what is missing, builds, and says what it does. Sourced, not run.
#
#   prepare_packages [all]     Debian packages of packages.txt that are not installed yet; what only ./test needs with `all`
#   prepare_node               Node (when no npm is found) and the packages of package-lock.json
#   build_preset NAME [TARGET] configure once, then build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

# ccache must see through the precompiled header and give the same answer from any folder
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
fail() { printf 'Erreur : %s\n' "$*" >&2; exit 3; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "il faut être root ou avoir sudo pour installer des paquets Debian : $*"; fi
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "${apt_updated:-}" ]; then as_root apt-get update -qq || fail "apt-get update a échoué : vérifiez le réseau."; apt_updated=1; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "l'installation de paquets Debian a échoué : $*"
}

prepare_packages() {
  local wanted missing=() name
  wanted=$(if [ "${1:-}" = all ]; then cat packages.txt; else sed '/^# --- .\/test only/,$d' packages.txt; fi | sed 's/#.*//')
  for name in $wanted; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Installation de ${#missing[@]} paquets Debian (quelques minutes la première fois) : ${missing[*]}"
  apt_install "${missing[@]}"
}

prepare_node() {
  if ! command -v npm >/dev/null; then say "Installation de Node et npm"; apt_install nodejs npm; fi
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "Installation des paquets npm de package-lock.json"
  npm ci --no-audit --no-fund --loglevel=error || fail "npm ci a échoué : vérifiez le réseau."
  touch node_modules/.package-lock.json
}

build_preset() {
  local preset=$1; shift
  if [ ! -f "build/$preset/build.ninja" ]; then say "Configuration ($preset)"; cmake --preset "$preset" >"build-$preset.log" 2>&1 || { tail -20 "build-$preset.log"; fail "la configuration a échoué"; }; rm -f "build-$preset.log"; fi
  say "Construction ($preset)"
  if [ $# = 0 ]; then cmake --build --preset "$preset"; else cmake --build --preset "$preset" --target "$@"; fi ||
    fail "la construction a échoué"
}
