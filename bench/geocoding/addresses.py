"""Writes a file as the Base Adresse Nationale publishes them: the streets that the questions expect, in their communes, among
streets invented over the real communes until there are as many as asked for.

No extract of the real base is at hand, so the distractors are drawn: as many streets as a commune's inhabitants ask for, under
the names that the questions know (they are the common ones: Rue de l'Église) and those of the neighbours.
"""
import itertools
import random

COLUMNS = ("id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
           "nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;"
           "source_nom_voie;certification_commune;cad_parcelles")


def number_and_suffix(text):
    digits = "".join(c for c in text if c.isdigit())
    return int(digits or 0), text[len(digits):].strip().lower() if digits and text.startswith(digits) else ""


def write(path, cases, france, points, streets, numbers, seed=1):
    """Returns the number of streets and of house numbers written."""
    draw = random.Random(seed)
    wanted = {}  # (commune, street) -> (postcode, numbers)
    for case in cases:
        code = next(iter(case.communes))
        postcode, known = wanted.setdefault((code, case.street), (case.postcode or first_postcode(france, code), set()))
        known.add(number_and_suffix(case.number))
    names = sorted({street for _, street in wanted})
    communes = [c for c in france.communes.values() if c.get("codesPostaux")]
    weights = list(itertools.accumulate((c.get("population") or 50) ** 0.75 for c in communes))
    neighbours = [c["nom"] for c in communes]
    per_street = max(1, round(2 * numbers / streets))
    invented = set(wanted)
    while len(invented) < streets:
        for commune in draw.choices(communes, cum_weights=weights, k=min(10_000, streets - len(invented))):
            name = draw.choice(names) if draw.random() < 0.8 else "Route de " + draw.choice(neighbours)
            invented.add((commune["code"], name))
    houses = 0
    with open(path, "w") as out:
        out.write(COLUMNS + "\n")
        for code, street in sorted(invented):
            commune = france.communes[code]
            postcode, known = wanted.get((code, street), ("", set()))
            postcode = postcode or draw.choice(commune["codesPostaux"])
            count = draw.randrange(1, per_street)
            all_numbers = sorted({n for n in known if n[0]} | {(n, "") for n in range(1, count + 1)})
            latitude, longitude = points.get(code, (46.0, 2.0))
            latitude += draw.uniform(-0.01, 0.01)
            longitude += draw.uniform(-0.015, 0.015)
            for i, (number, suffix) in enumerate(all_numbers):
                out.write(f"{code}_{i};;{number};{suffix};{street};{postcode};{code};{commune['nom']};;;;;"
                          f"{longitude + i * 1e-4:.6f};{latitude + i * 5e-5:.6f};entrée;;;{commune['nom'].upper()};"
                          f"{street.upper()};commune;commune;1;\n")
                houses += 1
    return len(invented), houses


def first_postcode(france, code):
    return (france.communes[code].get("codesPostaux") or [""])[0]
