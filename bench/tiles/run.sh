#!/usr/bin/env bash
# Clusters and vector tiles against supercluster and vt-pbf on the same invented points (half of them around 300
# centres), alternately, after checking that every tile shows the same marks on both sides.
#
#   bench/tiles/run.sh [points] [rounds]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
points=${1:-100000}; rounds=${2:-3}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cmake --build --preset release --target bench_tiles >/dev/null
cp "$here/peer.mjs" "$work/"; cd "$work"
npm init -y >/dev/null && npm install --silent supercluster@9.1.0 vt-pbf@3.1.3
node "$here/points.mjs" "$points" points.csv tiles.txt
ours=$root/build/release/bench/bench_tiles
"$ours" points.csv tiles.txt --marks | tail -n +2 > ours.txt
node peer.mjs points.csv tiles.txt --marks | tail -n +2 > theirs.txt
different=$(diff ours.txt theirs.txt | grep -c '^<' || true)
echo "$(wc -l < tiles.txt) tiles, $different of them differ"
for ((round = 0; round < rounds; ++round)); do
  echo "--- supercluster and vt-pbf"; node peer.mjs points.csv tiles.txt
  echo "--- Maillage"; "$ours" points.csv tiles.txt
done
