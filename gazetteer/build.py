#!/usr/bin/env python3
"""Makes the derived tables of this folder from the raw ones (SOURCES.md says where those come from).

Usage: python3 gazetteer/build.py SOURCE_DIR

Writes countries.csv, territories.csv, regions.csv, cities.csv, organisations.csv, national_bodies.csv, persons.csv and first_names.txt. The tables in curated/ are
written by hand and left alone; corrections/*.csv (id,column,value) override or extend (`+value`) fields of derived rows.
Python 3 standard library only; the same input gives the same bytes.
"""

import csv
import difflib
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLUMNS = ("key class label aliases context demonyms adjectives surnames metonyms wikidata geonames dbpedia country admin1 "
           "lat lon population capital_of roles notes").split()


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, rows):
    """Writes the columns that some row fills, in the order of the schema."""
    used = [c for c in COLUMNS if c in ("key", "class", "label") or any(row.get(c) for row in rows)]
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(used)
        out.writerows([row.get(c, "") for c in used] for row in rows)
    print(f"{name}: {len(rows)} rows, {(HERE / name).stat().st_size // 1024} KB")


def fold(text):
    """As src/gazetteer/fold.rs folds, near enough to compare names."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("ı", "i").replace("ə", "e").replace("ł", "l").replace("đ", "d")
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    text = re.sub(r"[.\u02b0-\u02ff]", "", text)
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


def unique(names, but=()):
    """Names in order, each spelling once, without those in `but`."""
    seen = set(but)
    return [n for n in names if n and "|" not in n and not (n in seen or seen.add(n))]


def split(text):
    return [part.strip() for part in text.split("|") if part.strip()]


class Corrections:
    """Changes to fields of derived rows, by an id of the source or by `ISO country/label`."""

    def __init__(self, name):
        self.name, self.used, self.table = name, set(), defaultdict(list)
        for row in read(HERE / "corrections" / f"{name}.csv"):
            self.table[row["id"]].append((row["column"], row["value"]))

    def apply(self, row, *ids):
        """Corrects the row by each of its ids; returns False where the row is dropped."""
        for name in ids:
            if name in self.table:
                self.used.add(name)
                if not correct(row, self.table[name]):
                    return False
        return True

    def warn(self):
        for name in self.table.keys() - self.used:
            print(f"corrections/{self.name}.csv: nothing is called {name}", file=sys.stderr)


def correct(row, changes):
    """Applies changes to one row; returns False where the row is dropped."""
    for column, value in changes:
        if column == "drop":
            return False
        if value.startswith("+"):
            row[column] = "|".join(unique(split(row.get(column, "")) + split(value[1:])))
        else:
            row[column] = value
    return True


# Latin letters that only transliterations use; French text writes the plain letter.
TRANSLITERATION = str.maketrans("āīūēōĀĪŪĒŌḩḨşḑţẕẗğḥḤṭṬṣṢḍẓ", "aiueoAIUEOhHsdtztghHtTsSdz", "‘’ʻʼʿʾ`")


def plain(name, country):
    """A GeoNames name as French text would write it."""
    if country == "AF":
        name = name.translate(str.maketrans("âîôûÂÎÔÛ", "aiouAIOU"))
    return name if country in ("TR", "RO", "AZ", "LV", "NZ") else name.translate(TRANSLITERATION)


# What Natural Earth leaves of "province de X" in its French names, and kinds that say nothing.
LEFTOVER = re.compile(r"^(d'|du |de la |des |de |l'|(Région|région|Territoire|oblast|gouvernorat|province|kraï) (d'|de |du |des ))(?=[A-ZÉÎÀ])")


def region_label(name):
    label = LEFTOVER.sub("", name)
    return label[:1].upper() + label[1:]


def similar(a, b):
    return difflib.SequenceMatcher(None, fold(a), fold(b)).ratio()


def is_usable(name):
    """Whether a spelling may stand in a French or English text."""
    return bool(re.fullmatch(r"[A-ZÀ-ÖØ-ÞŠŽŁĐ][A-Za-zÀ-ÖØ-öø-ÿœŒ' .\-]*", name)) and len(name) > 2 and "''" not in name


# ---------------------------------------------------------------- countries

def countries(source):
    fixes = Corrections("countries")
    rows, keys = [], {}
    for raw in read(source / "countries.csv"):
        key = raw["wikidata"]
        keys[raw["iso2"]] = key
        forms = []
        if raw["demonym_fr_ms"]:
            forms.append("/".join(raw[f"demonym_fr_{f}"] for f in ("ms", "fs", "mp", "fp")))
        alternative = [a for a in raw["demonym_fr_alt"].split("|") if a and " " not in a]
        forms += ["/".join(alternative[i:i + 4]) for i in range(0, len(alternative) - 3, 4)]
        label = raw["name_fr"]
        aliases = unique(split(raw["aliases_fr"]) + [raw["name_en"], raw["iso3"] if raw["iso3"] == "USA" else ""], [label])
        aliases += [a for a in split(raw["aliases_en"]) if fold(a) != fold(label) and a not in aliases]
        row = {"key": key, "class": "Country", "label": label, "aliases": "|".join(aliases), "demonyms": "|".join(forms),
               "wikidata": key, "geonames": raw["geonames_id"], "dbpedia": raw["enwiki_title"], "population": raw["population"],
               "notes": raw["iso2"]}
        if fixes.apply(row, raw["iso2"]):
            rows.append(row)
    fixes.warn()
    return rows, keys


# ---------------------------------------------------------------- regions

# How French names the kinds of regions; the name follows with de or d'.
KINDS = {"Province": "province", "Region": "région", "State": "État", "Governorate": "gouvernorat", "Oblast": "oblast",
         "Department": "département", "District": "district", "Prefecture": "préfecture", "Autonomous Region": "région autonome",
         "Voivodeship|Province": "voïvodie", "Canton": "canton", "Republic": "république", "Municipality|Governarate": "gouvernorat",
         "County": "comté", "Emirate": "émirat"}
KIND_OF_COUNTRY = {"UA": "oblast", "SY": "gouvernorat", "IQ": "gouvernorat", "YE": "gouvernorat", "EG": "gouvernorat", "TN": "gouvernorat",
                   "JO": "gouvernorat", "LB": "gouvernorat", "PS": "gouvernorat", "IN": "État", "US": "État", "MX": "État", "NG": "État",
                   "BR": "État", "AU": "État", "VE": "État", "SD": "État", "SS": "État", "HT": "département", "DZ": "wilaya",
                   "MR": "wilaya", "ML": "région", "NE": "région", "BF": "région", "TD": "région", "ET": "région", "CM": "région",
                   "SN": "région", "GN": "région", "CD": "province", "AF": "province", "PK": "province", "IR": "province",
                   "TR": "province", "CN": "province", "CF": "préfecture", "CO": "département", "FR": "département", "RU": "région"}
# Countries whose first level is made of communes or parishes that no dispatch names.
NO_REGIONS = {"SI", "LV", "MT", "MK", "IE", "PR", "MD", "AZ", "UG", "BB", "MS", "VI", "MH", "GU", "AG", "DM", "GD", "KN", "LC", "VC",
              "AD", "SM", "LI", "BM", "AS", "MP", "SC", "TT", "JM", "BS", "MV", "TV", "NR", "PW", "TO"}


def of(name):
    return f"d'{name}" if fold(name)[:1] in "aeiouh" and not name.startswith("H") else f"de {name}"


def regions(source, countries_by_code, city_items, city_numbers):
    fixes = Corrections("regions")
    country_items = set(countries_by_code.values())
    extra = {r["code"].upper(): r["wikidata"] for r in read(source / "territories_extra.csv")}
    rows, by_code, taken = [], {}, set(city_items)
    ordered = sorted(read(source / "admin1.csv"), key=lambda r: (r["country"], r["geonames_admin1_code"], r["geonames_id"], r["name_en"]))
    for raw in ordered:
        country, code = raw["country"], raw["geonames_admin1_code"]
        level1 = raw["is_gn_admin1"] == "1"
        if country not in countries_by_code or country in NO_REGIONS or not (level1 or country in ("FR", "GB")):
            continue
        if country == "GB" and not level1 and not raw["enwiki_title"] or raw["wikidata"] in country_items:
            continue
        item = next((i for i in (raw["wikidata"], extra.get(raw["iso_3166_2"], "")) if i and i not in taken), "")
        number = raw["geonames_id"] if raw["geonames_id"] not in city_numbers else ""
        key = item or (f"geonames:{number}" if number else f"iso:{raw['iso_3166_2']}")
        if not raw["name_en"] or key in by_code.values():
            continue
        label = region_label(plain(raw["name_fr"] or raw["name_en"], country))
        english = region_label(plain(re.sub(r" (Province|District|State|Region)$", "", raw["name_en"]), country))
        others = [a for a in split(raw["aliases"]) if is_usable(a) and (similar(a, label) > 0.7 or similar(a, english) > 0.7)][:6]
        aliases = [english] + others
        row = {"key": key, "class": "Region", "label": label, "wikidata": item, "geonames": number,
               "dbpedia": raw["enwiki_title"] if item else "", "country": countries_by_code[country], "lat": raw["lat"][:8],
               "lon": raw["lon"][:8], "aliases": "|".join(aliases)}
        if not fixes.apply(row, code, f"{country}/{label}"):
            continue
        kind = KIND_OF_COUNTRY.get(country) or KINDS.get(raw["type_en"], "")
        names = unique(split(row["aliases"]), [row["label"]])
        if kind and level1 and not fold(row["label"]).startswith(fold(kind)):
            names += [f"{kind} {of(row['label'])}"]
        row["aliases"] = "|".join(unique(names, [row["label"]]))
        if row["wikidata"]:
            taken.add(row["wikidata"])
        rows.append(row)
        by_code.setdefault(code, row["key"])
    fixes.warn()
    return rows, by_code


# ---------------------------------------------------------------- cities

# Countries at war or in crisis, of which small towns are named.
CLOSE = set("UA RU IR AM MM PS IL NG PK GE AZ HT LY XK AF SY NE MZ SO TD SD YE LB CF ET ML BF IQ ER CD SS CM".split())


def is_named(raw):
    """Whether dispatches may name the place."""
    people = int(raw["population"] or 0)
    if raw["wikidata"] or raw["capital"] or raw["name_fr"]:
        return people >= 1000 or bool(raw["capital"]) or not people
    if raw["country"] in CLOSE:
        return people >= 5000
    return people >= (20000 if raw["country"] in ("FR", "BE", "CH") else 75000)


def city_aliases(raw, label):
    country, people = raw["country"], int(raw["population"] or 0)
    native = [plain(raw["name_en"], country), plain(raw["name"], country)]
    limit = 8 if country in CLOSE else 4 if raw["capital"] or people > 300000 else 0
    others = [plain(a, country) for a in split(raw["alt_names"])]
    close = [a for a in others if is_usable(a) and similar(a, label) >= 0.7][:limit]
    given = [a for a in native if a and a.count("'") < 2]
    articles = [label.split(" ", 1)[1]] if re.match(r"(Le|Les) [A-ZÉ]", label) and people > 100000 else []
    return unique(given + articles + close, [label])


def cities(source, countries_by_code, regions_by_code, country_items):
    fixes = Corrections("cities")
    capitals = {r["capital_geonames"]: r["iso2"] for r in read(source / "countries.csv") if r["capital_geonames"]}
    rows, taken = [], set(country_items)
    for raw in sorted(read(source / "cities.csv"), key=lambda r: -int(r["population"] or 0)):
        country, number = raw["country"], raw["geonames_id"] if raw["geonames_id"].isdigit() else ""
        item = raw["wikidata"] if "dupQ" not in raw["flags"] else ""
        if country not in countries_by_code or not is_named(raw) or item in country_items or item and item in taken:
            continue
        label = plain(raw["name_fr"] or raw["name_en"] or raw["name"], country)
        key = item or (f"geonames:{number}" if number else "")
        if not key or "," in label or "|" in label:
            continue
        admin1 = regions_by_code.get(f"{country}.{raw['admin1_code']}", "")
        state = countries_by_code[country]
        capital_of = [countries_by_code[capitals[number]]] if number in capitals else []
        if raw["capital"] in ("C1", "C0", "C0r") and admin1:
            capital_of.append(admin1)
        row = {"key": key, "class": "City", "label": label, "aliases": "|".join(city_aliases(raw, label)), "wikidata": item,
               "geonames": number, "country": state, "admin1": admin1, "lat": raw["lat"], "lon": raw["lon"],
               "population": raw["population"], "capital_of": "|".join(capital_of)}
        if fixes.apply(row, f"{country}/{label}"):
            taken.add(item)
            rows.append(row)
    fixes.warn()
    return rows


def common_words():
    return {line.strip() for line in open(HERE / "common_words.txt", encoding="utf-8") if not line.startswith("#")}


def without_clashes(rows, strong):
    """Drops aliases that are the usual name of something better known, and marks common words as names in context only."""
    words, labels = common_words(), {}
    for row in rows:
        labels[fold(row["label"])] = max(labels.get(fold(row["label"]), 0), int(row.get("population") or 0))
    for row in rows:
        people, context = int(row.get("population") or 0), split(row.get("context", ""))
        usable = [a for a in split(row["aliases"]) if fold(a) not in strong and labels.get(fold(a), 0) <= people]
        row["aliases"] = "|".join(a for a in usable if fold(a) not in words or a in context)
        if fold(row["label"]) in words and people < 400000:
            row["context"] = "|".join(unique([row["label"]] + context))
    return rows


# ---------------------------------------------------------------- organisations

TYPES = {"igo": "InternationalOrganization", "ngo": "Organization", "armed group": "ArmedGroup", "ministry": "GovernmentBody",
         "agency": "GovernmentBody", "media": "Media", "military": "MilitaryForce", "court": "GovernmentBody", "metonym": "GovernmentBody"}


def slug(name):
    return "fr:" + fold(name).replace(" ", "-")


def news_organisations(source, countries_by_code):
    fixes = Corrections("organisations")
    rows = []
    for raw in read(source / "orgs_news_fr.csv"):
        # The items of Pentagon, White House and Kremlin are buildings: the body that the name stands for gets none.
        item = "" if raw["type"] == "metonym" else raw["wikidata"]
        label = raw["name_fr"][:1].upper() + raw["name_fr"][1:]
        context = [re.sub(r"^(la |le |les |l')", "", c) for c in split(raw["aliases_fr_context_only"])]
        row = {"key": item or slug(label), "class": TYPES[raw["type"]], "label": label, "wikidata": item,
               "context": "|".join(unique(context, [label])), "country": countries_by_code.get(raw["country"], ""),
               "aliases": "|".join(unique([raw["name_fr"]] + split(raw["aliases_fr"]) + [raw["name_en"]], [label]))}
        if fixes.apply(row, raw["name_en"]):
            row["aliases"] = "|".join(unique(split(row["aliases"]), [row["label"]] + split(row["context"])))
            rows.append(row)
    fixes.warn()
    return rows


def picked_organisations(source, countries_by_code):
    """Organisations whose item stands in the source under their English name, with the French names of corrections/picks.csv."""
    items = defaultdict(set)
    for raw in read(source / "orgs.csv"):
        items[raw["name_en"]].add(raw["wikidata"])
    rows = []
    for pick in read(HERE / "corrections" / "picks.csv"):
        if len(items[pick["name_en"]]) != 1:
            sys.exit(f"corrections/picks.csv: {pick['name_en']} is not one organisation of the source")
        item = next(iter(items[pick["name_en"]]))
        aliases = unique(split(pick["aliases"]) + [pick["name_en"]], [pick["label"]] + split(pick["context"]))
        rows.append({**pick, "key": item, "wikidata": item, "aliases": "|".join(aliases),
                     "country": countries_by_code.get(pick["country"], "")})
    return rows


def territories(source, countries_by_code):
    """Lands without an ISO code whose items the source gives by its own code."""
    items = {raw["code"]: raw["wikidata"] for raw in read(source / "territories_extra.csv")}
    rows = []
    for pick in read(HERE / "corrections" / "territories.csv"):
        item = items[pick["code"]]
        rows.append({**pick, "key": item, "wikidata": item, "country": countries_by_code.get(pick["country"], "")})
    return rows


# The bodies that every country has: class, usual name, other names. {m} {f} are the adjective's singular, {ff} its feminine plural.
BODIES = [
    ("Government", "Gouvernement {m}", ["gouvernement {m}", "autorités {ff}", "pouvoir {m}", "régime {m}", "exécutif {m}"]),
    ("MilitaryForce", "Forces armées {ff}", ["forces armées {ff}", "armée {f}", "Armée {f}", "armée nationale {f}", "armée régulière {f}",
                                            "forces {ff}", "troupes {ff}", "forces gouvernementales {ff}"]),
    ("MilitaryForce", "Police {f}", ["police {f}", "police nationale {f}", "forces de l'ordre {ff}"]),
    ("GovernmentBody", "Ministère {m} de la Défense", ["ministère {m} de la Défense", "ministère de la Défense {m}"]),
    ("GovernmentBody", "Ministère {m} des Affaires étrangères", ["ministère {m} des Affaires étrangères", "diplomatie {f}",
                                                                  "ministère des Affaires étrangères {m}"]),
    ("GovernmentBody", "Ministère {m} de l'Intérieur", ["ministère {m} de l'Intérieur", "ministère de l'Intérieur {m}"]),
    ("GovernmentBody", "Ministère {m} de la Santé", ["ministère {m} de la Santé", "ministère de la Santé {m}"]),
    ("Legislature", "Parlement {m}", ["parlement {m}"]),
]


def national_bodies(states, known):
    """Government, army, police, ministries, parliament of every country, unless `known` rows have them under one of the names."""
    by_name = {(fold(n), row["country"]): row for row in known for n in [row["label"], *split(row.get("aliases", ""))]}
    rows, keys = [], Counter()
    for state in states:
        if not state.get("demonyms") or not state["geonames"]:
            continue
        m, f, _, ff = state["demonyms"].split("|")[0].split("/")
        for kind, label, others in BODIES:
            label = label.format(m=m, f=f, ff=ff)
            names = [n.format(m=m, f=f, ff=ff) for n in others]
            same = next((by_name[n, state["key"]] for n in map(fold, [label] + names) if (n, state["key"]) in by_name), None)
            if same:
                free = [n for n in [label] + names if (fold(n), state["key"]) not in by_name]
                same["aliases"] = "|".join(unique(split(same["aliases"]) + free, [same["label"]]))
                continue
            keys[slug(label)] += 1
            key = slug(label) if keys[slug(label)] == 1 else f"{slug(label)}-{state['notes'].lower()}"
            rows.append({"key": key, "class": kind, "label": label, "aliases": "|".join(names), "country": state["key"]})
    return rows


# ---------------------------------------------------------------- persons

PARTICLES = ("Le", "La", "Van", "De", "Al", "El", "Ben", "Bin", "Abou", "Abu")
# Offices that hundreds held and no dispatch names: their holders are in the sources for other reasons, or not named at all.
MINOR_OFFICE = re.compile(r"Parliamentary Assembly of the Council of Europe|^US representative|Captain Regent")
FAMILY_FIRST = {"CN", "KP", "KR", "KH", "TW"}


def surnames(name, country):
    """The parts of a name by which a dispatch repeats it: the last word, with its particles and without."""
    words = name.split()
    if len(words) < 2 or country in ("MM", "VN") or re.fullmatch(r"[IVX]+", words[-1]):
        return []
    if country in FAMILY_FIRST:
        return [words[0]]
    first = len(words) - 1
    while first > 1 and (words[first - 1].islower() or words[first - 1] in PARTICLES):
        first -= 1
    whole = " ".join(words[first:])
    bare = re.sub(r"^(?:al|el|Al|El)-", "", whole)
    return unique([whole, bare])


def offices(text, countries_by_name):
    """Offices with the item of their country or body in place of its English name."""
    found = []
    for office in split(text):
        title, _, rest = office.partition("@")
        place, _, dates = rest.partition("[")
        if MINOR_OFFICE.search(title):
            continue
        place = place if re.fullmatch(r"Q\d+", place) else countries_by_name.get(fold(place), "")
        found.append((f"{'' if re.fullmatch(r'Q[0-9]+', title) else title}@{place}[{dates}", place))
    return found


def persons(source, countries_by_name, codes):
    fixes, words = Corrections("persons"), common_words()
    rows = []
    for raw in read(source / "persons.csv"):
        roles = offices(raw["roles"], countries_by_name)
        name = re.sub(r",? (Jr\.?|Sr\.?)$", "", raw["name"])
        changes = dict(fixes.table.get(raw["name"], ()))
        if not roles and "keep" not in changes:
            continue
        aliases = [a for a in split(raw["aliases"]) if re.fullmatch(r"[A-ZÀ-Þ][\w.' -]+", a) and "President" not in a and " " in a]
        row = {"key": raw["wikidata"], "class": "Person", "label": name, "aliases": "|".join(unique(aliases, [name])),
               "wikidata": raw["wikidata"], "dbpedia": raw["enwiki_title"].replace(" ", "_"),
               "country": next((p for _, p in roles if p), ""), "roles": "|".join(unique(r for r, _ in roles))}
        if not fixes.apply(row, raw["name"]):
            continue
        row["aliases"] = "|".join(unique(split(row["aliases"]), [row["label"]]))
        if "surnames" not in changes:
            found = surnames(row["label"], codes.get(row["country"], ""))
            row["surnames"] = "|".join(n for n in found if fold(n) not in words)
        rows.append(row)
    fixes.warn()
    return rows


def first_names(source):
    """Given names that persons of the sources bear, in Latin letters."""
    names = []
    for raw in read(source / "person_name_parts.csv"):
        form, first, last = raw["form_lower"], int(raw["seen_first"]), int(raw["seen_last"])
        if first >= 1 and first >= last and len(form) > 2 and is_usable(form.capitalize()):
            names.append(form)
    return sorted(set(names))


def refuse_repeated_keys(*tables):
    repeated = [key for key, number in Counter(row["key"] for table in tables for row in table).items() if number > 1]
    if repeated:
        sys.exit(f"keys in two rows: {repeated}: correct them in corrections/")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    states, by_code = countries(source)
    names = {fold(n): s["key"] for s in states for n in [s["label"], *split(s["aliases"]), s["dbpedia"].replace("_", " ")] if n}
    items = {s["key"] for s in states}
    places = read(source / "cities.csv")
    city_items, city_numbers = ({r[column] for r in places if r[column]} for column in ("wikidata", "geonames_id"))
    areas, region_codes = regions(source, by_code, city_items, city_numbers)
    towns = cities(source, by_code, region_codes, items)
    towns, areas = without_clashes(towns, set(names)), without_clashes(areas, set(names))
    known = news_organisations(source, by_code) + picked_organisations(source, by_code)
    hand = read(HERE / "curated" / "organisations.csv")
    bodies = national_bodies(states, known + hand)
    lands, people = territories(source, by_code), persons(source, names, {key: code for code, key in by_code.items()})
    refuse_repeated_keys(states, lands, areas, towns, known, hand, bodies, people)
    write("countries.csv", states)
    write("regions.csv", areas)
    write("cities.csv", towns)
    write("territories.csv", lands)
    write("organisations.csv", known)
    write("national_bodies.csv", bodies)
    write("persons.csv", people)
    given = first_names(source)
    text = "# Given names in Latin letters, lower case (rigour, MIT; see SOURCES.md)\n" + "\n".join(given) + "\n"
    (HERE / "first_names.txt").write_text(text, encoding="utf-8")
    print(f"first_names.txt: {len(given)} names")


if __name__ == "__main__":
    main()
