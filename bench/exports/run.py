#!/usr/bin/env python3
"""The whole directory as a file while people read pages.

    bench/exports/run.py PROGRAM [PLACES]

Fills a registry with PLACES (20,000 unless told) and twice as many, then prints, in one run:
- the time of /lieux.csv, .json, .geojson, .xlsx and of its first byte, alone (median of five);
- the same of the CSV for twice as many places, and how many times as long it takes;
- /lieux read 200 times a second, on connections that stay open, without and beside exports that follow one another: median,
  95th and 99th percentiles from the moment at which each request was due, so that waiting for a late one counts.
Targets: 20,000 rows in 1 s, first byte in 50 ms, twice as many in 2.5 times; pages at p95 <= 10 ms beside exports.

The peer: the incumbent's map gives the same 20,000 places (19.5 MB of CSV) in 175 to 295 s and serves nobody meanwhile, since
what it looks up for each place grows with the places: measured on its public code at 6.20.1, as 1,250 places 1.2 s, 2,500
5.7 s, 5,000 17.5 s, 10,000 124 s for that part alone.
"""
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PORT, RATE, SECONDS, READERS = 9021, 200, 15, 16
DAY = "20260513"
SERVICES = ["Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien",
            "Insertion professionnelle via le numérique", "Utilisation sécurisée du numérique",
            "Parentalité et éducation avec le numérique", "Loisirs et créations numériques",
            "Accès internet et matériel informatique"]
HOURS = ["Mo-Fr 09:00-12:00,14:00-17:30", "Tu 10:00-12:00; We,Sa 10:00-18:00; PH off", ""]
COMMUNES = [("Guéret", "23000", "23096", 46.169, 1.871), ("Bordeaux", "33000", "33063", 44.837, -0.579),
            ("Rennes", "35000", "35238", 48.117, -1.677), ("Lyon", "69003", "69123", 45.760, 4.849),
            ("Lille", "59000", "59350", 50.637, 3.063), ("Saint-Denis", "97400", "97411", -20.879, 55.448)]


def word(draw):
    return "".join(draw.choice("bcdflmnprstv") + draw.choice("aeiou") for _ in range(4)).capitalize()


def places(count):
    """About 1 kB each in CSV, as the incumbent's are; no two alike, so that none are one place; the same each time."""
    draw = random.Random(20260513)
    for number in range(count):
        commune, postcode, code, latitude, longitude = draw.choice(COMMUNES)
        yield {
            "id": f"lieu-{number}", "pivot": "00000000000000", "nom": f"{word(draw)} {word(draw)}",
            "commune": commune, "code_postal": postcode, "code_insee": code,
            "adresse": f"{draw.randint(1, 200)} rue {word(draw)}",
            "latitude": round(latitude + draw.uniform(-.3, .3), 6), "longitude": round(longitude + draw.uniform(-.3, .3), 6),
            "typologie": "BIB", "telephone": f"+335{number:08d}", "courriels": f"lieu{number}@exemple.fr",
            "site_web": f"https://exemple.fr/lieux/{number}", "horaires": draw.choice(HOURS),
            "presentation_resume": "Un lieu ouvert à tous pour apprendre, demander et essayer.",
            "presentation_detail": "Des personnes formées vous reçoivent avec ou sans rendez-vous, vous prêtent un "
                                   "ordinateur et vous accompagnent pas à pas dans vos démarches en ligne. " * 2,
            "date_maj": f"2026-{draw.randint(1, 4):02d}-{draw.randint(1, 28):02d}",
            "services": "|".join(draw.sample(SERVICES, 3)), "frais_a_charge": "Gratuit",
            "modalites_acces": "Se présenter|Téléphoner", "source": "Exemple"}


def fill(program, folder, count):
    path = f"{folder}/{DAY}-exemple-lieux-de-mediation-numeriques-national.json"
    with open(path, "w") as file:
        json.dump(list(places(count)), file)
    database = f"{folder}/{count}.db"
    subprocess.run([program, "importer", "--database", database, path], check=True, stdout=subprocess.DEVNULL)
    return database


class Site:
    def __init__(self, program, database):
        self.process = subprocess.Popen([program, "servir", "--port", str(PORT), "--database", database, "--quotidien", "non"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                self.take("/sante")
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the program does not answer")

    def take(self, path):
        """Seconds to the first byte of the body and to the last, and its size."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        first = answer.read(1)
        first_byte = time.perf_counter() - began
        size = len(first)
        while piece := answer.read(1 << 16):
            size += len(piece)
        whole = time.perf_counter() - began
        connection.close()
        return first_byte, whole, size

    def median(self, path):
        taken = [self.take(path) for _ in range(5)]
        return statistics.median(t[0] for t in taken), statistics.median(t[1] for t in taken), taken[0][2]

    def places(self):
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        connection.request("GET", "/api/v1/lieux?limite=1")
        return json.load(connection.getresponse())["total"]

    def close(self):
        self.process.terminate()
        self.process.wait()


def read_pages():
    """Milliseconds of each request, from when it was due. Addresses differ, so that none is kept from a moment ago."""
    times, lock, start = [], threading.Lock(), time.perf_counter() + .2

    def reader(number):
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        mine = []
        for turn in range(number, RATE * SECONDS, READERS):
            due = start + turn / RATE
            time.sleep(max(0, due - time.perf_counter()))
            connection.request("GET", f"/lieux?page={turn % 900 + 1}&tri=commune")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                sys.exit(f"status {answer.status}")
            mine.append((time.perf_counter() - due) * 1000)
        with lock:
            times.extend(mine)

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def told(times):
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
    return f"median {at(.5):5.1f} ms   p95 {at(.95):5.1f} ms   p99 {at(.99):5.1f} ms   ({len(times)} pages)"


def read_beside(exports):
    """Pages while exports leave one after the other, taken by another process so that Python's threads don't count."""
    script = (f"while true; do for kind in csv geojson xlsx; do curl -s -o /dev/null "
              f"http://127.0.0.1:{PORT}/lieux.$kind && echo; done; done") if exports else "sleep 1000"
    beside = subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        return read_pages()
    finally:
        os.killpg(beside.pid, 9)
        if exports:
            print(f"                      {beside.stdout.read().count(chr(10))} exports left meanwhile")


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory(prefix="maillage-exports-") as folder:
        site = Site(program, fill(program, folder, count))
        try:
            whole = None
            for kind in ("csv", "json", "geojson", "xlsx"):
                first_byte, taken, size = site.median(f"/lieux.{kind}")
                whole = whole or taken
                print(f"{site.places():,} places, {kind:8} first byte {first_byte * 1000:6.1f} ms   whole {taken * 1000:7.1f} ms"
                      f"   {size / 1e6:5.1f} MB", flush=True)
            print(f"pages alone           {told(read_beside(False))}", flush=True)
            print(f"pages beside exports  {told(read_beside(True))}", flush=True)
        finally:
            site.close()
        site = Site(program, fill(program, folder, 2 * count))
        try:
            first_byte, taken, size = site.median("/lieux.csv")
            print(f"{site.places():,} places, csv      first byte {first_byte * 1000:6.1f} ms   whole {taken * 1000:7.1f} ms"
                  f"   {size / 1e6:5.1f} MB   {taken / whole:.2f} times as long", flush=True)
        finally:
            site.close()


main()
