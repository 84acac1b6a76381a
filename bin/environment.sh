# Sourced by the scripts beside it: the project's root, its own Node if there is one, no questions.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
[ ! -x .node/node_modules/node/bin/node ] || PATH="$root/.node/node_modules/node/bin:$PATH"
export PATH DEBIAN_FRONTEND=noninteractive CMAKE_COLOR_DIAGNOSTICS=OFF
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false \
       NPM_CONFIG_UPDATE_NOTIFIER=false
# Clones at other paths share what was compiled.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
umask 022

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
