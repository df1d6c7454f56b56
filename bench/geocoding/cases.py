"""The French questions of geocoder-tester (https://github.com/geocoders/geocoder-tester, geocoder_tester/world/france) and
the communes of France, read for run.py.

A case of a commune: no street is expected, and the expected name is that of a commune, a former commune, a département, a
région. A case of a street: a street is expected and its commune can be told, by the row itself or by the row beside it
that asks the same with the postcode in place of the name.
"""
import csv
import io
import json
import pathlib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECOUPAGE = ROOT / "node_modules/@etalab/decoupage-administratif/data"


def fold(text):
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", text)
    full = {"st": "saint", "ste": "sainte"}
    return " ".join(full.get(word, word) for word in words)


class France:
    """Communes by name and postcode, former names included."""

    def __init__(self):
        entries = json.loads((DECOUPAGE / "communes.json").read_text())
        self.communes = {e["code"]: e for e in entries if e["type"] == "commune-actuelle"}
        self.by_name = defaultdict(set)
        self.by_postcode = defaultdict(set)
        self.areas = {}
        for e in entries:
            code = e["code"] if e["type"] == "commune-actuelle" else e.get("chefLieu") or e["commune"]
            for name in {fold(e["nom"]), re.sub(r"^(le|la|les|l) ", "", fold(e["nom"]))}:
                self.by_name[name].add(code)
            for postcode in e.get("codesPostaux", []):
                self.by_postcode[postcode].add(code)
        for kind in ("departements", "regions"):
            for e in json.loads((DECOUPAGE / f"{kind}.json").read_text()):
                self.areas.setdefault(fold(e["nom"]), e["code"])

    def communes_of(self, city, postcode):
        """The codes that the two may mean; each may be empty."""
        named = self.by_name.get(fold(city), set()) if city else set()
        served = self.by_postcode.get(postcode, set()) if postcode else set()
        if named and served:
            return named & served or named if len(named) == 1 else named & served
        return named or served


@dataclass
class Case:
    query: str
    file: str
    name: str = ""  # expected
    communes: set = field(default_factory=set)  # codes that are right
    area: str = ""
    postcode: str = ""
    street: str = ""
    number: str = ""
    near: str = ""  # "latitude<TAB>longitude" of where it is asked

    def asked(self):
        return self.query.replace("\n", " ") + ("\t" + self.near if self.near else "")


def rows_of(folder):
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        text = path.read_text()
        first = text.split("\n", 1)[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        for row in csv.DictReader(io.StringIO(text), delimiter=delimiter):
            yield path.name, {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}
    for path in sorted(pathlib.Path(folder).glob("*village*.yml")):
        query, row = None, {}
        for line in path.read_text().splitlines() + ["end:"]:
            if line and not line.startswith(" "):
                if query:
                    yield path.name, row
                query = line.rstrip(":")
                row = {"query": query}
            elif m := re.match(r"\s+(name|postcode): (.*)", line):
                row["expected_" + m[1]] = m[2].strip()


def read_cases(folder, france):
    """(cases of communes, cases of streets)"""
    communes, streets, seen = [], [], set()
    rows = list(rows_of(folder))
    beside = defaultdict(lambda: ["", ""])  # what rows about one address say together
    for file, row in rows:
        number, street = address_of(row)
        if street:
            at = beside[(file, number, fold(street))]
            at[0] = at[0] or row.get("expected_city", "")
            at[1] = at[1] or row.get("expected_postcode", "").zfill(5) if row.get("expected_postcode") else at[1]
    for file, row in rows:
        query = row.get("query", "").strip()
        near = f"{row['lat']}\t{row['lon']}" if row.get("lat") and row.get("lon") else ""
        if not query or (query, near, file) in seen:
            continue
        seen.add((query, near, file))
        city, postcode = row.get("expected_city", ""), row.get("expected_postcode", "")
        postcode = postcode.zfill(5) if postcode else ""
        number, street = address_of(row)
        name = row.get("expected_name", "")
        if street:
            other = beside[(file, number, fold(street))]
            found = france.communes_of(city or other[0], postcode or other[1])
            if len(found) == 1:
                streets.append(Case(query, file, name, found, "", postcode or other[1], street, number, near))
        elif name or (city and not row.get("expected_coordinate")):
            case = Case(query, file, name or city, set(), "", postcode)
            key = re.sub(r" \d+(e|er) arrondissement$", "", fold(name or city))
            case.area = france.areas.get(key, "")
            if (name and city and key != fold(city)) or row.get("lat"):
                continue  # a hamlet, a monument; a question that means nothing without where it is asked
            case.communes = france.by_name.get(key, set())
            if postcode and case.communes and not case.area:
                case.communes &= france.by_postcode.get(postcode, set())  # else a hamlet of that name
            asked = fold(query)
            says_it = not city or name or any(w in asked for w in key.split() if len(w) > 3)
            if (case.communes or case.area) and says_it and not row.get("expected_housenumber"):
                communes.append(case)
    return communes, streets


def address_of(row):
    """(number, street) that a row expects; the street "" when it expects none."""
    street, number = row.get("expected_street", ""), row.get("expected_housenumber", "")
    if street:
        m = re.match(r"^(\d+\s?(?:bis|ter|quater|[a-zA-Z])?) (.+)$", street) if not number else None
        return (m[1], m[2]) if m else (number, street)
    name = row.get("expected_name", "")
    m = re.match(r"^(\d+ ?(?:bis|ter|quater|[a-zA-Z])?) (.+)$", name)
    if m:
        return m[1], m[2]
    types = ("rue", "avenue", "boulevard", "allee", "impasse", "chemin", "route", "quai", "square", "cours", "passage",
             "lotissement", "promenade", "place", "villa", "sentier")
    words = fold(name).split(" ")
    return ("", name) if len(words) > 1 and words[0] in types else ("", "")
