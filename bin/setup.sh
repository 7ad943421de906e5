# Shared by the scripts beside it: installs what is missing, builds when sources are newer. Sourced by
# bash with `root` set to the project's folder. All it says goes to standard error: standard output
# belongs to the program.
# shellcheck shell=bash
# shellcheck disable=SC2154  # root

build=$root/build/release
stamp=$build/.built  # its time is when the last good build began; a line for each thing it holds

say() { printf 'pathex: %s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

# list_packages SECTION…: the lines "name  what for" of bin/packages.txt.
list_packages() {
  local wanted=" $* " section='' line
  while IFS= read -r line; do
    case $line in
      '' | '#'*) ;;
      '['*) section=${line//[\[\]]/} ;;
      *) [[ $wanted == *" $section "* ]] && printf '%s\n' "$line" ;;
    esac
  done <"$root/bin/packages.txt"
}

# missing_packages SECTION…: those of them that are not installed.
missing_packages() {
  local installed line
  installed=$'\n'$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null)$'\n'
  list_packages "$@" | sort -u -k1,1 | while IFS= read -r line; do
    [[ $installed == *$'\n'"installed ${line%% *}"$'\n'* ]] || printf '%s\n' "$line"
  done
}

is_debian_12() {
  local ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  [[ -r /etc/os-release ]] && . /etc/os-release
  [[ $ID == debian && $VERSION_ID == 12* ]]
}

indented() { printf '    %s\n' "${1//$'\n'/$'\n'    }" >&2; }

# show_progress DOING PREFIX: the input's lines that begin so, as one line that changes; nothing where
# nobody watches.
show_progress() {
  local line
  while IFS= read -r line; do
    [[ -t 2 && $line == "$2"* ]] || continue
    line=${line#"$2"}
    printf '\rpathex: %s %.60s\e[K' "$1" "${line%%[](]*}" >&2
  done
  [[ -t 2 ]] && printf '\r\e[K' >&2
  return 0
}

# install_packages SECTION…: makes sure that they are there, or stops with what to do.
install_packages() {
  local missing names
  local -a as_root=()
  missing=$(missing_packages "$@")
  [[ -z $missing ]] && return
  names=$(cut -d' ' -f1 <<<"$missing" | tr '\n' ' ')
  if ! is_debian_12; then
    say "this is not Debian 12, so nothing is installed by itself. pathex needs what Debian calls"
    indented "$missing"
    say "install these, then build by hand: cmake --preset release && cmake --build --preset release"
    fail "the program is then $build/pathex"
  fi
  say "these Debian packages are missing and will be installed now:"
  indented "$missing"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "needs root for that, once: apt-get install --no-install-recommends $names"
    as_root=(sudo)
    say "sudo may ask for your password"
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -qq -y -o Dpkg::Use-Pty=0)
  local log=$build/install.log
  { mkdir -p "$build" && : >>"$log"; } 2>/dev/null || log=$(mktemp)
  "${as_root[@]}" update >>"$log" 2>&1 </dev/null || say "apt-get update failed; trying with the lists that are there"
  # shellcheck disable=SC2086  # one word a package
  if (set -o pipefail; "${as_root[@]}" install --no-install-recommends $names 2>&1 </dev/null |
    tee -a "$log" | show_progress installing 'Setting up '); then
    return
  fi
  tail -n 12 "$log" >&2
  fail "apt-get could not install them; all it said is in $log"
}

# is_built WHAT…: no source is newer than the last build, and that build held WHAT. One find, because
# this is all that stands between a person and the running program.
is_built() {
  local what held=''
  [[ -r $stamp ]] && held=$(<"$stamp")
  for what in "$@"; do
    [[ $'\n'$held$'\n' == *$'\n'"$what"$'\n'* ]] || return 1
  done
  [[ -z $(find "$root/CMakeLists.txt" "$root/CMakePresets.json" "$root/bin/packages.txt" \
    "$root/extractor" "$root/tests" \
    \( -path "$root/tests/golden" -o -path "$root/tests/fuzz/corpus" -o -path "$root/tests/browser" \
    -o -name __pycache__ \) -prune \
    -o -newer "$stamp" -print -quit) ]]
}

# compile FLAGS -- TARGETS: configures and builds; what the tools say goes to build.log.
compile() {
  local -a flags=()
  while [[ $1 != -- ]]; do
    flags+=("$1")
    shift
  done
  shift
  : >"$build/.begun"
  # shellcheck disable=SC2086  # PATHEX_CMAKE_FLAGS holds words
  if (
    set -o pipefail
    cd "$root" && cmake --preset release "${flags[@]}" ${PATHEX_CMAKE_FLAGS:-} >"$build/build.log" 2>&1 &&
      cmake --build "$build" --target "$@" 2>&1 | tee -a "$build/build.log" | show_progress building '['
  ); then
    return
  fi
  tail -n 60 "$build/build.log" >&2
  fail "the build failed; all it said is in $build/build.log"
}

# build program|tests|bench…: builds these in build/release, unless they are up to date.
build() {
  is_built "$@" && return
  # A folder that was configured elsewhere (the project was moved) cannot be built in.
  if [[ -f $build/CMakeCache.txt ]] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    rm -rf "$build"
  fi
  { mkdir -p "$build" 2>/dev/null && [[ -w $build ]]; } ||
    fail "cannot write to $build; run this once as a user who can"
  exec 9>"$build/.lock"
  flock 9
  if ! is_built "$@"; then  # else another one built while this one waited
    local what
    local -a sections=(program) targets=(pathex) flags=()
    [[ -f $build/CMakeCache.txt ]] || flags=(-DEXTRACTOR_TESTS=OFF)
    for what in "$@"; do
      case $what in
        tests) sections+=(test) targets+=(all) flags=(-DEXTRACTOR_TESTS=ON) ;;
        bench) sections+=(bench) targets+=(pathex_bench pathex_corpus) flags+=(-DEXTRACTOR_BENCH=ON) ;;
      esac
    done
    install_packages "${sections[@]}"
    say "building the sources in $build (the first time takes a few minutes)"
    compile "${flags[@]}" -- "${targets[@]}"
    printf '%s\n' program "$@" | sort -u >"$stamp.new"
    touch -r "$build/.begun" "$stamp.new"
    mv "$stamp.new" "$stamp"
  fi
  exec 9>&-
}
