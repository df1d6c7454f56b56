#!/usr/bin/env bash
# Speed of blocking and comparing against DuckDB on the same persons, alternately: a million invented ones by ten rules, then
# those of historical_50k.csv by fifteen. Both print candidates and sums of levels, which must be equal. Then the whole of
# `rapprocher`.
#
#   bench/linkage/run.sh <folder of historical_50k.csv> [records] [rounds]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
historical=$1/historical_50k.csv; records=${2:-1000000}; rounds=${3:-5}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cmake --build "$root/build/release" --target bench_synthesize bench_clean bench_candidates bench_match >/dev/null
bin=$root/build/release/bench
"$bin/bench_synthesize" "$records" > "$work/dix-regles.csv"
"$bin/bench_clean" "$root/data/models/personnes-historiques.toml" "$historical" > "$work/historiques.csv"
cp "$here/duckdb.mjs" "$work/"; (cd "$work" && npm init -y >/dev/null && npm install --silent @duckdb/node-api)
for case in dix-regles historiques; do
  for ((round = 0; round < rounds; ++round)); do
    echo "DuckDB   $case $(node "$work/duckdb.mjs" "$case" "$work/$case.csv")"
    echo "Maillage $case $("$bin/bench_candidates" "$here/$case.toml" "$work/$case.csv")"
  done
done
"$bin/bench_match" "$here/dix-regles.toml" "" "$work/out" "$work/dix-regles.csv"
