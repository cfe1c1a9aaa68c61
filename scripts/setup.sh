#!/bin/sh
# Make .venv from the pinned requirements, with uv; uv itself is installed when it is missing.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11" >&2
    exit 2
}
if command -v uv >/dev/null 2>&1; then
    UV=uv
else
    [ -x .uv/bin/uv ] || {
        echo "installing uv into .uv"
        "$PYTHON" -m venv .uv
        .uv/bin/pip install --quiet --disable-pip-version-check uv
    }
    UV=.uv/bin/uv
fi
[ -x .venv/bin/python ] || "$UV" venv --quiet --python "$PYTHON" .venv
"$UV" pip sync --quiet --compile-bytecode --python .venv --require-hashes requirements-dev.lock
"$UV" pip install --quiet --python .venv --no-deps --editable .
# bytecode once, for quick starts even where Python may not write any itself
.venv/bin/python -m compileall -q src
touch .venv/.installed
