#!/usr/bin/env python3
"""Pairs of places for a person to label without seeing what any model says of them.

    draw_places_pairs.py draw LIST.json PAIRS.csv SHEET.txt KEY.json     LIST: fusionner's merged_output.json
    draw_places_pairs.py join KEY.json LABELS.txt > places-pairs-N.jsonl      PAIRS: dedupliquer's paires.csv

`draw` takes pairs at random by probability (bands below), and pairs that the model doesn't list though they are near or share
a contact; none already in places-pairs*.jsonl, one a commune. The sheet, shuffled, shows both records and their distance only;
the key holds the rest and is not to be opened before the labels are kept. `join` reads "number label" a line (s same,
d different, u unsure, x left out since it names persons).
"""
import csv
import glob
import hashlib
import json
import math
import os
import random
import sys

SEED = 20261125
BANDS = [("above-0.99", 0.99, 1.01), ("0.9-0.99", 0.9, 0.99), ("0.5-0.9", 0.5, 0.9), ("0.1-0.5", 0.1, 0.5)]
PER_BAND = 30
NEAR_METRES = 150
SHOWN = ["id", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude",
         "typologie", "telephone", "courriels", "site_web", "pivot", "itinerance", "source"]
LABELS = {"s": "same", "d": "different", "u": "unsure"}


def metres(a, b):
    if not all(r.get(k) for r in (a, b) for k in ("latitude", "longitude")):
        return None
    north = math.radians(float(b["latitude"]) - float(a["latitude"]))
    mean = math.radians((float(a["latitude"]) + float(b["latitude"])) / 2)
    east = math.radians(float(b["longitude"]) - float(a["longitude"])) * math.cos(mean)
    return 6371008.8 * math.hypot(north, east)


def unlisted(records, listed):
    """Pairs of one commune and two sources, near or with a contact in common, that the model does not list."""
    by_commune = {}
    for record in records:
        by_commune.setdefault(record.get("code_insee") or record.get("code_postal"), []).append(record)
    for together in by_commune.values():
        for i, a in enumerate(together):
            for b in together[i + 1:]:
                if a.get("source") == b.get("source") or tuple(sorted((a["id"], b["id"]))) in listed:
                    continue
                apart = metres(a, b)
                shares = any(a.get(k) and a.get(k) == b.get(k) for k in ("telephone", "courriels", "site_web", "pivot"))
                if shares or (apart is not None and apart < NEAR_METRES):
                    yield a["id"], b["id"]


def draw(list_path, pairs_path, sheet_path, key_path):
    records = {record["id"]: record for record in json.load(open(list_path))}
    known = set()
    for path in glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "places-pairs*.jsonl")):
        known |= {tuple(sorted((p["first"]["id"], p["second"]["id"]))) for p in map(json.loads, open(path))}
    strata = {name: [] for name, _, _ in BANDS}
    listed = set()
    for row in csv.DictReader(open(pairs_path)):
        pair = tuple(sorted((row["id1"], row["id2"])))
        listed.add(pair)
        for name, low, high in BANDS:
            if low <= float(row["probability"]) < high:
                strata[name].append(pair)
    strata["unlisted"] = [tuple(sorted(pair)) for pair in unlisted(records.values(), listed)]
    chance = random.Random(SEED)
    drawn, communes = [], set()
    for name, pairs in strata.items():
        pairs = sorted(set(pairs) - known)
        chance.shuffle(pairs)
        taken = 0
        for first, second in pairs:
            commune = records[first].get("code_insee") or records[first].get("code_postal")
            if taken == PER_BAND or commune in communes:
                continue
            communes.add(commune)
            taken += 1
            drawn.append({"stratum": name, "first": records[first], "second": records[second]})
    chance.shuffle(drawn)
    json.dump(drawn, open(key_path, "w"), ensure_ascii=False)
    with open(sheet_path, "w") as sheet:
        for number, pair in enumerate(drawn, 1):
            apart = metres(pair["first"], pair["second"])
            print(f"{number}" + ("" if apart is None else f"  {apart:.0f} m"), file=sheet)
            for record in (pair["first"], pair["second"]):
                cells = [record.get(k, "") for k in SHOWN if k not in ("id", "latitude", "longitude", "code_insee")]
                print("  " + " | ".join(str(cell) for cell in cells), file=sheet)


def veiled(record):
    """The fields shown, accounts of e-mail addresses and mobile numbers replaced by digests."""
    digest = lambda text: hashlib.sha256(text.encode()).hexdigest()[:10]
    out = {key: record[key] for key in SHOWN if record.get(key) not in (None, "")}
    if "courriels" in out:
        out["courriels"] = "|".join(digest(m.split("@")[0]) + "@" + m.split("@")[-1] for m in out["courriels"].split("|"))
    if out.get("telephone", "")[:4] in ("+336", "+337"):
        out["telephone"] = out["telephone"][:4] + str(int(digest(out["telephone"]), 16) % 10**8).zfill(8)
    return out


def join(key_path, labels_path):
    labels = dict(line.split()[:2] for line in open(labels_path) if line.strip())
    for number, pair in enumerate(json.load(open(key_path)), 1):
        label = LABELS.get(labels[str(number)])
        if label:
            print(json.dumps({"stratum": pair["stratum"], "label": label, "first": veiled(pair["first"]),
                              "second": veiled(pair["second"])}, ensure_ascii=False))


if __name__ == "__main__":
    {"draw": draw, "join": join}[sys.argv[1]](*sys.argv[2:])
