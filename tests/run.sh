#!/usr/bin/env bash
# Builds and tests everything: the crates, their examples, the Python package.
#
#     bash tests/run.sh
#
# Keeps to `target/`: a virtual environment with the pinned tools of python/requirements.txt, the
# wheel, and cargo's own output. What is missing on the machine is installed where that can be done
# without asking (Debian's packages, as root), else it is named and what depends on it is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

skipped=()
say() { printf '\n== %s\n' "$*"; }
skip() { skipped+=("$1"); printf '   skipped: %s\n' "$1"; }

# install PACKAGE...: true when the packages are there afterwards.
install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 && return 0
    apt-get update -qq >/dev/null 2>&1 || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1
}

if ! command -v cargo >/dev/null; then
    echo "cargo is missing: install Rust 1.88 or later (https://rustup.rs), then run this again" >&2
    exit 2
fi
if ! command -v cc >/dev/null && ! install gcc libc6-dev; then
    echo "a C linker (cc) is missing: install gcc or clang, then run this again" >&2
    exit 2
fi

say "cargo test: unit tests, pipeline, golden cases, properties, benches (each once), examples in the documentation"
cargo test --workspace --locked

say "python: virtual environment"
python=$(command -v python3 || true)
if [ -z "$python" ] && install python3 python3-venv; then
    python=$(command -v python3)
fi
if [ -z "$python" ]; then
    skip "Python package (no python3)"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    skip "Python package ($("$python" --version) found, 3.10 or later needed)"
else
    venv=target/venv
    if [ ! -x "$venv/bin/python" ]; then
        "$python" -m venv "$venv" 2>/dev/null || { install python3-venv && "$python" -m venv "$venv"; }
    fi
    if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r python/requirements.txt; then
        say "python: wheel"
        rm -rf target/wheels
        (cd python && "../$venv/bin/maturin" build --release --locked --quiet --out ../target/wheels)
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/*.whl

        say "python: tests, examples in the documentation, notebooks, pages in a browser"
        if ! command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null && ! install chromium; then
            skip "pages in a browser (no chromium, and it could not be installed)"
        fi
        "$venv/bin/python" -m pytest -q python/tests
        say "python: types and style"
        (cd target && "../$venv/bin/python" -m mypy.stubtest diptych)
        "$venv/bin/python" -m mypy --strict python/diptych
        "$venv/bin/ruff" check python
        "$venv/bin/ruff" format --check python
        say "documentation of the package and its links; release files"
        (cd target && "../$venv/bin/python" ../tests/site/build.py site)
        "$venv/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml

        say "neural models: names and sentence vectors on tiny models made in the tests"
        # for the library in it; its own dependencies are not needed
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r tests/onnx/requirements.txt
        library=$("$venv/bin/python" tests/onnx/library.py)
        ORT_DYLIB_PATH=$library cargo test --locked -p diptych-tests --features onnx --test onnx
        cargo build --locked -p diptych-python --features onnx
        rm -rf target/onnx && mkdir target/onnx && cp -R python/diptych target/onnx/
        for built in target/debug/lib_diptych.so target/debug/lib_diptych.dylib; do
            [ ! -f "$built" ] || cp "$built" target/onnx/diptych/_diptych.abi3.so
        done
        PYTHONPATH=$PWD/target/onnx "$venv/bin/python" -m pytest -q python/tests/test_onnx.py python/tests/test_given.py
    else
        skip "Python package (its tools could not be installed: see the message above)"
    fi
fi

echo
if [ ${#skipped[@]} -gt 0 ]; then
    printf 'skipped: %s\n' "${skipped[@]}"
fi
echo "all tests that ran have passed"
