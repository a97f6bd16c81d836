# Shared by the scripts of this folder: find (or install) what they need. Sourced, never run.

say() { printf 'tinyrig: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 3
}

# Sets major to the version of the JDK in folder $1, or to 0.
jdk_major() {
  major=0
  if [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
    [[ "$(<"$1/release")" =~ JAVA_VERSION=\"([0-9]+) ]]; then
    major=${BASH_REMATCH[1]}
  fi
}

# Sets JAVA_HOME to a JDK 25 or later: the one that is named, else the first one found.
find_jdk() {
  local dir on_path major
  for dir in "${TINYRIG_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    take_jdk "$dir" && return
  done
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for dir in "$on_path" /usr/lib/jvm/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.jbang/currentjdk \
    /opt/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    take_jdk "$dir" && return
  done
  return 1
}

take_jdk() {
  jdk_major "$1"
  [ "$major" -ge 25 ] || return 1
  export JAVA_HOME=$1
}

need_jdk() {
  find_jdk && return
  if can_install && apt_has openjdk-25-jdk-headless; then
    missing=(openjdk-25-jdk-headless)
    install_missing
    find_jdk && return
  fi
  fail "no JDK 25 or later found. Install one (https://adoptium.net, or the package openjdk-25-jdk-headless) and set JAVA_HOME or TINYRIG_JAVA_HOME to its folder."
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_has() {
  command -v apt-cache >/dev/null || return 1
  apt-cache show "$1" >/dev/null 2>&1 && return
  can_install || return 1
  apt-get update -qq </dev/null >/dev/null 2>&1 || true
  apt-cache show "$1" >/dev/null 2>&1
}

# Packages that the need_… functions found missing.
missing=()

need_maven() {
  command -v mvn >/dev/null || missing+=(maven)
  # Maven's own libraries use what a new JDK warns about.
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
}

# What builds firmware. Running one's own ELF needs none of it.
need_toolchain() {
  command -v arm-none-eabi-gcc >/dev/null || missing+=(gcc-arm-none-eabi)
  arm_has gcc libc.a || missing+=(libnewlib-arm-none-eabi)
  arm_has g++ libstdc++.a || missing+=(libstdc++-arm-none-eabi-newlib)
  command -v cmake >/dev/null || missing+=(cmake)
  command -v ninja >/dev/null || missing+=(ninja-build)
  # The ordinary clients of the package registries. Debian 12 has a cargo that is new enough as cargo-web.
  command -v cargo >/dev/null || { apt_has cargo-web && missing+=(cargo-web) || missing+=(cargo); }
  python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
}

# Whether the compiler finds a library: it answers with a path then, and with the bare name otherwise.
arm_has() { [ "$("arm-none-eabi-$1" -print-file-name="$2" 2>/dev/null || echo "$2")" != "$2" ]; }

# What draws the text of charts.
need_fonts() {
  command -v fc-list >/dev/null || missing+=(fontconfig fonts-dejavu-core)
}

# What only the tests need: the implementation that nobody here wrote, the client that fetches the headers of CMSIS for
# the DSP suite and the programs with drivers, and the compiler of the host.
need_test_tools() {
  command -v qemu-system-arm >/dev/null || missing+=(qemu-system-arm)
  command -v npm >/dev/null || missing+=(npm)
  command -v gcc >/dev/null || missing+=(gcc)
}

# Installs what is missing, or says the one command that does.
install_missing() {
  [ ${#missing[@]} -gt 0 ] || return 0
  can_install ||
    fail "missing (names of Debian and Ubuntu): ${missing[*]}. Install with: sudo apt-get install -y --no-install-recommends ${missing[*]}"
  say "installing ${missing[*]} (once)"
  apt_install "${missing[@]}" || { apt-get update -qq </dev/null >&2; apt_install "${missing[@]}"; } ||
    fail "could not install ${missing[*]}; see the messages of apt-get above"
  missing=()
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}
