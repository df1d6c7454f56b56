#!/usr/bin/env bash
# Speed of reading and evaluating opening hours against the npm package opening_hours: the same values and instants (the
# recorded ones that both read without a warning), in turn, ratios of the medians printed, answers compared.
#
#   bench/hours/run.sh [rounds]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
rounds=${1:-3}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cmake --build --preset release --target bench_hours >/dev/null
cp "$here/package.json" "$here/reference.mjs" "$work/"; (cd "$work" && npm install --silent)
node -e '
const lines = require("fs").readFileSync(process.argv[1], "utf8").split("\n").filter(Boolean).map(l => JSON.parse(l))
for (const l of lines) if (l.kind === "eval" && !l.flags.includes("lenient"))
  console.log(JSON.stringify({ oh: l.oh, state: l.state, at: l.at.map(a => a.t) }))
' "$root/tests/vectors/opening-hours.jsonl" > "$work/values.jsonl"
for ((round = 0; round < rounds; ++round)); do
  (cd "$work" && TZ=Europe/Paris node reference.mjs values.jsonl theirs.txt 2>/dev/null) | sed 's/^/reference /'
  "$root/build/release/bench/bench_hours" "$work/values.jsonl" "$work/ours.txt" "$root/data/territories/school-holidays.csv" |
    sed 's/^/maillage /'
done | tee "$work/figures.txt"
total=$(wc -l < "$work/ours.txt")
different=$(paste -d'|' "$work/ours.txt" "$work/theirs.txt" | awk -F'|' '$1 != $2' | wc -l)
echo "answers: $((total - different)) of $total equal (see hours-open-end, hours-change-jumped-over in docs/differences.md)"
for operation in parse state next; do
  median() { grep "^$1 $operation " "$work/figures.txt" | awk '{print $3}' | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
  awk -v name=$operation -v ours="$(median maillage)" -v theirs="$(median reference)" \
    'BEGIN {printf "%s: %.0f times as fast (%.0f against %.0f a CPU second)\n", name, ours / theirs, ours, theirs}'
done
