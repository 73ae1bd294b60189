# Sourced by the scripts of this folder, from any folder and through links. Sets `root` (the project's folder), a HOME that can
# be written to, DATELINE_DEPS, and what the presets set for ccache. Starts no program unless HOME is missing.

source_file=${BASH_SOURCE[0]}
root=$(cd -P "$(dirname "$source_file")/.." && pwd)
unset source_file

if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
    if [ -z "$HOME" ] || [ ! -w "$HOME" ]; then
        HOME=${TMPDIR:-/tmp}/dateline-$(id -u)
        mkdir -p -m 700 "$HOME"
        if [ ! -O "$HOME" ]; then
            echo "dateline: HOME is not set and $HOME belongs to somebody else; set HOME" >&2
            exit 69
        fi
    fi
    export HOME
fi
export DATELINE_DEPS=${DATELINE_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline/deps}
# Tests and local feeds are served on this machine, whatever proxy there is.
export no_proxy=${no_proxy:+$no_proxy,}localhost,127.0.0.1,::1
export NO_PROXY=$no_proxy
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# Configures a preset if it never was (or for another folder of dependencies) and builds it if a source changed.
# Silent when there is nothing to do; one line on standard error when there is; the whole log when it fails.
build() {
    local preset=$1 targets=("${@:2}") folder=$root/build/$1 log=$root/build/$1.log
    if ! mkdir -p "$root/build" 2>/dev/null || [ ! -w "$root/build" ]; then
        echo "dateline: $root/build belongs to $(stat -c %U "$root/build" 2>/dev/null || stat -c %U "$root"): run as that user, or in a clone of your own" >&2
        return 73
    fi
    (
        flock 9
        if [ ! -f "$folder/build.ninja" ] || ! grep -qxF "DATELINE_DEPS:PATH=$DATELINE_DEPS" "$folder/CMakeCache.txt"; then
            echo "dateline: configuring $preset" >&2
            cd "$root" && cmake --preset "$preset" -DDATELINE_DEPS="$DATELINE_DEPS" >"$log" 2>&1 || { cat "$log" >&2; exit 70; }
        fi
        # The line comes only when it takes longer than a second. The sleep holds none of our streams, so nobody waits for it.
        (
            exec 9>&-
            sleep 1 </dev/null >/dev/null 2>&1
            echo "dateline: building $preset (a first build takes some minutes)" >&2
        ) &
        local line=$! code=0
        ninja -C "$folder" -j "$(nproc)" "${targets[@]}" >"$log" 2>&1 || code=$?
        kill "$line" 2>/dev/null || true
        [ "$code" = 0 ] || { cat "$log" >&2; echo "dateline: the build failed; the same text is in $log" >&2; exit 70; }
    ) 9>"$root/build/$preset.lock" || return
    # What root built in somebody's folder stays theirs, so that they can build without root the next time.
    if [ "$(id -u)" = 0 ] && [ ! -O "$root" ]; then chown -R --reference="$root" "$root/build"; fi
}
