#!/usr/bin/env python3
"""How `maillage dedupliquer` grows with the list: CPU seconds and memory from file to files, and a plot.

    bench/linkage/places_growth.py PROGRAM LIST.json FOLDER      (LIST.json: fusionner's merged_output.json)

Larger lists are made of copies of the real one, each moved to communes, streets and telephones of its own, one record in
ten being left in place with a misspelt name: a double. Writes FOLDER/growth.csv and FOLDER/growth.svg.
"""
import json
import os
import random
import resource
import subprocess
import sys

SIZES = [10_000, 50_000, 100_000, 200_000]


def misspelt(text, draw):
    if len(text) < 4:
        return text
    at = draw.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1:]


def grown(records, size, draw):
    out = []
    copy = 0
    while len(out) < size:
        for record in records:
            if len(out) == size:
                break
            made = dict(record)
            if copy > 0:
                made["id"] = f"{record['id']}_{copy}"
                if draw.random() < 0.1:
                    made["nom"] = misspelt(record["nom"], draw)
                    made["source"] = "copie"
                else:
                    made["code_insee"] = f"{record.get('code_insee', '')}-{copy}"
                    made["adresse"] = f"{record.get('adresse', '')} {chr(97 + copy % 26) * 4}"
                    made["telephone"] = record.get("telephone", "")[:-3] + f"{copy:03}"
                    made["courriels"] = f"{copy}.{record['courriels']}" if record.get("courriels") else ""
                    if record.get("latitude") is not None:
                        made["latitude"] = record["latitude"] + copy * 0.37 % 40 - 20
                        made["longitude"] = record["longitude"] + copy * 0.73 % 50
            out.append(made)
        copy += 1
    return out


def measure(program, path, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "dedupliquer", "-s", path, "-o", folder, "-n", "x", "-t", "x"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def plot(points):
    width, height, left, bottom = 640, 360, 60, 40
    most_records, most_seconds = max(p[0] for p in points), max(p[1] for p in points)
    place = lambda p: (left + p[0] / most_records * (width - left - 20),
                       height - bottom - p[1] / most_seconds * (height - bottom - 20))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, [(0, 0)] + points))
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="end">'
                    f'{p[0]:,} : {p[1]:.2f} s</text>' for p in points for x, y in [place(p)])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
            f'<polyline points="{line}" fill="none" stroke="#00615f" stroke-width="2"/>{marks}'
            f'<text x="{left}" y="{height - 10}">records (CPU seconds, file to files)</text></svg>\n')


def main():
    program, path, folder = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    records = json.load(open(path))
    points = []
    for size in SIZES:
        big = os.path.join(folder, f"{size}.json")
        json.dump(grown(records, size, random.Random(1)), open(big, "w"), ensure_ascii=False)
        seconds, memory = measure(program, big, os.path.join(folder, "out"))
        points.append((size, seconds, memory))
        print(f"{size:>8} records {seconds:8.2f} CPU s {memory:8.0f} MB", flush=True)
        os.remove(big)
    with open(os.path.join(folder, "growth.csv"), "w") as out:
        out.write("records,cpu_seconds,megabytes\n")
        out.writelines(f"{n},{s:.3f},{m:.0f}\n" for n, s, m in points)
    with open(os.path.join(folder, "growth.svg"), "w") as out:
        out.write(plot(points))


if __name__ == "__main__":
    main()
