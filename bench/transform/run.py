#!/usr/bin/env python3
"""Times `maillage transformer` on the shipped lists, files to files, against the incumbent's recorded figures.

    bench/transform/run.py [PROGRAM] [REPEATS]

CPU seconds (user + system) of one process a list, the best of REPEATS, minus the start of a process: the program linked,
the communes loaded, an empty list transformed. The incumbent's figures leave its start out too.
The outputs are checked: as many places as docs and tests promise, else the bench fails. Fix the machine's load first: on
a busy machine CPU seconds grow too.

The incumbent's figures are those recorded on 24 November 2026 for the same 15 lists in one process of Node 20: 5.6 CPU
seconds, reading and its CSV writer not counted.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCUMBENT_SECONDS = 5.6
LEAST_PLACES = {
    "bus-france-services-charente": 12, "conseiller-numerique": 4928, "corse": 91, "etapes-numerique": 95, "fibre-64": 60,
    "france-services": 2656, "gironde": 322, "hinaura": 680, "hub-lo": 335, "la-creuse": 89, "le-havre": 80,
    "mednum-hub-antilles": 0, "mulhouse": 55, "nouvelle-caledonie": 92, "ultra-num": 30,
}


def cpu_seconds(arguments):
    """CPU seconds and peak memory (MB) of one run."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} : code {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/maillage")
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    bare_start = min(cpu_seconds([program, "--version"])[0] for _ in range(2 * repeats))
    total = rows_in = places_out = 0
    peak = 0
    print(f"{'list':30} {'rows':>6} {'places':>6} {'ms':>7} {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder, "empty.json")
        empty.write_text("[]")
        start = min(cpu_seconds([program, "transformer", "-f", "-s", str(empty),
                                 "-c", str(ROOT / "data/lists/gironde.config.json"), "-o", folder, "-n", "empty",
                                 "-t", "bench"])[0] for _ in range(4 * repeats))
        for name, least in LEAST_PLACES.items():
            source = next(p for p in (ROOT / f"data/lists/{name}.json", ROOT / f"data/lists/{name}.csv") if p.exists())
            out = pathlib.Path(folder, name)
            arguments = [program, "transformer", "-f", "-s", str(source), "-c", str(ROOT / f"data/lists/{name}.config.json"),
                         "-o", str(out), "-n", name, "-t", "bench"]
            runs = [cpu_seconds(arguments) for _ in range(repeats)]
            seconds = min(run[0] for run in runs) - start
            figures = json.loads((out / f"{name}.figures.json").read_text())
            if figures["accepted"] < least:
                sys.exit(f"{name}: {figures['accepted']} places, {least} expected")
            total += seconds
            rows_in += figures["rows"]
            places_out += figures["accepted"]
            peak = max(peak, *(run[1] for run in runs))
            print(f"{name:30} {figures['rows']:6} {figures['accepted']:6} {seconds * 1000:7.1f} {runs[0][1]:5.0f}")
    print(f"{'all':30} {rows_in:6} {places_out:6} {total * 1000:7.1f} {peak:5.0f}")
    print(f"start of a process: {start * 1000:.1f} ms, of which linking {bare_start * 1000:.1f} ms; {total / rows_in * 1e6:.1f} µs a row; "
          f"{INCUMBENT_SECONDS / total:.0f} times the incumbent's {INCUMBENT_SECONDS} s")


if __name__ == "__main__":
    main()
