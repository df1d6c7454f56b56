#!/usr/bin/env bash
# 35,000 territories x 20 indicators, ranks under many weighings: ours against NumPy and SciPy, in one run, the answers compared.
# Needs python3-numpy and python3-scipy of Debian.   bench/fragility/run.sh [REPLICATES] [COMPARED]
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release > /dev/null
cmake --build --preset release --target bench_fragility bench_recompute
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
build/release/bench/bench_fragility "$folder" "${1:-20000}" "${2:-200}" > "$folder/ours"
OPENBLAS_NUM_THREADS=1 /usr/bin/python3 bench/fragility/numpy_ranks.py "$folder" "$folder/ours"
build/release/bench/bench_recompute data
