#!/bin/sh
# Resolve dependencies into lock files with hashes and without download addresses.
set -eu
cd "$(dirname "$0")/.."
UV=uv
command -v uv >/dev/null 2>&1 || UV=.uv/bin/uv
for group in "" "-dev"; do
    option=""
    [ -z "$group" ] || option="--group dev"
    # shellcheck disable=SC2086 - the option is two words on purpose
    "$UV" pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
        $option pyproject.toml --output-file "requirements$group.lock"
done
