#!/usr/bin/env python3
"""Asks the geocoder the French questions of geocoder-tester and tells how many first answers are right.

    bench/geocoding/run.py FOLDER [--misses] [--streets 258568] [--numbers 3000000]

FOLDER holds geocoder_tester/world/france of geocoder-tester (cases.py says which questions count). Needs node_modules and
`cmake --build --preset release --target bench_geocoding`. The addresses are made by addresses.py in build/bench-geocoding.

addok 1.3.2 with Redis, on an index made the same way (258,568 streets and communes, 3.0 million numbers), 24 November 2026, the
same machine: 353 questions a processor second, the right street and commune first for 0.80 of 600 questions, 241 s to import,
623 MB of memory.
"""
import argparse
import collections
import subprocess
import sys

import addresses
import cases

PROGRAM = cases.ROOT / "build/release/bench/bench_geocoding"
FOLDER = cases.ROOT / "build/bench-geocoding"


def ask(questions, *arguments):
    """The answers of each question, best first, and what the program says of itself."""
    done = subprocess.run([PROGRAM, *arguments], input="\n".join(questions) + "\n",
                          capture_output=True, text=True, cwd=cases.ROOT, check=True)
    answers = []
    for line in done.stdout.split("\n")[:len(questions)]:
        answers.append([dict(zip(("kind", "code", "postcode", "street", "number", "lat", "lon", "score", "label"),
                                 answer.split("\t"))) for answer in line.split(" | ") if answer])
    return answers, done.stderr.strip()


def is_commune(france, answer, case):
    code = answer["code"]
    if case.area and answer["kind"] in ("departement", "region"):
        return code == case.area
    if answer["kind"] in ("departement", "region", "epci"):
        return False
    if code in case.communes or (code[:3] in ("751", "132", "693") and
                                 {"751": "75056", "132": "13055", "693": "69123"}[code[:3]] in case.communes):
        return not case.postcode or not answer["postcode"] or len(case.communes) == 1 or answer["postcode"] == case.postcode
    return False


def names_its_commune(france, case):
    asked = f" {cases.fold(case.query)} "
    return any(f" {cases.fold(france.communes[code]['nom'])} " in asked for code in case.communes)


def words_of(street):
    links = {"de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "aux", "au", "a"}
    return [w for w in cases.fold(street).split() if w not in links]


def is_street(answer, case):
    return answer["code"] in case.communes and words_of(answer["street"]) == words_of(case.street)


def report(title, all_cases, answers, right, misses):
    by_file = collections.Counter()
    missed = []
    for case, found in zip(all_cases, answers):
        if found and right(found[0], case):
            continue
        kind = "no answer" if not found else "not first" if any(right(a, case) for a in found[1:]) else "other"
        by_file[kind] += 1
        missed.append((kind, case, found[0]["label"] if found else ""))
    rate = 1 - len(missed) / max(1, len(all_cases))
    print(f"{title}: first answer right for {rate:.3f} of {len(all_cases)} questions; misses by kind: {dict(by_file)}")
    if misses:
        for kind, case, label in sorted(missed, key=lambda m: m[0]):
            print(f"    {kind:10} {case.query!r} wants {case.name or case.street!r} {case.postcode} {sorted(case.communes)[:3]}, "
                  f"got {label!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--streets", type=int, default=258_568)
    parser.add_argument("--numbers", type=int, default=3_000_000)
    options = parser.parse_args()
    france = cases.France()
    communes, streets = cases.read_cases(options.folder, france)

    answers, told = ask([case.asked() for case in communes], "--repeat", "100")
    report("communes", communes, answers, lambda a, c: is_commune(france, a, c), options.misses)
    print("    " + told.replace("\n", "\n    "))
    named = [case for case in streets if names_its_commune(france, case)]
    answers, _ = ask([case.asked() for case in named])
    report("communes of addresses that name theirs, no address imported", named, answers,
           lambda a, c: is_commune(france, a, cases.Case(c.query, c.file, "", c.communes)), options.misses)

    FOLDER.mkdir(parents=True, exist_ok=True)
    source, target = FOLDER / "adresses.csv", FOLDER / f"adresses-{options.streets}.bin"
    extra = []
    if not target.exists():
        points = points_of(france)
        print("addresses made: %d streets, %d house numbers" %
              addresses.write(source, streets, france, points, options.streets, options.numbers))
        extra = ["--import", str(source)]
    answers, told = ask([case.asked() for case in streets], "--addresses", str(target), "--repeat", "3", "--reverse", "200000",
                        *extra)
    report("streets", streets, answers, is_street, options.misses)
    numbered = [(c, a) for c, a in zip(streets, answers) if c.number]
    exact = sum(bool(a) and a[0]["kind"] == "number" and is_street(a[0], c) for c, a in numbered)
    print(f"    house number found with its street: {exact / max(1, len(numbered)):.3f} of {len(numbered)}")
    print("    " + told.replace("\n", "\n    "))


def points_of(france):
    """The program's own points of the communes, to lay streets around them."""
    codes = list(france.communes)
    answers, _ = ask(codes)
    return {a[0]["code"]: (float(a[0]["lat"]), float(a[0]["lon"])) for a in answers if a}


if __name__ == "__main__":
    sys.exit(main())
