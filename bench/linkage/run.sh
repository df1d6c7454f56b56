#!/usr/bin/env bash
# Speed of blocking and comparing against DuckDB on the same invented persons, alternately, after checking that both
# found the same candidates and levels; then the whole of `rapprocher`.
#
#   bench/linkage/run.sh [records] [rounds]     
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
records=${1:-1000000}; rounds=${2:-5}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cmake --build --preset release --target bench_synthesize bench_candidates bench_match >/dev/null
bin=$root/build/release/bench
"$bin/bench_synthesize" "$records" > "$work/persons.csv"
cp "$here/duckdb.mjs" "$work/"; (cd "$work" && npm init -y >/dev/null && npm install --silent @duckdb/node-api)
for ((round = 0; round < rounds; ++round)); do
  echo "DuckDB   $(node "$work/duckdb.mjs" "$work/persons.csv")"
  echo "Maillage $("$bin/bench_candidates" "$here/dix-regles.toml" "$work/persons.csv")"
done
"$bin/bench_match" "$here/dix-regles.toml" "" "$work/out" "$work/persons.csv"
