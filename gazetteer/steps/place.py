"""Countries, regions, cities, and lands without an ISO code."""

import re

from .table import HERE, Corrections, common_words, fold, in_english, is_usable, plain, read, region_label, similar, split, unique


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
        row = {"key": key, "class": "Country", "label": label, "english": raw["name_en"], "aliases": "|".join(aliases), "demonyms": "|".join(forms),
               "wikidata": key, "geonames": raw["geonames_id"], "dbpedia": raw["enwiki_title"], "population": raw["population"],
               "notes": raw["iso2"]}
        if fixes.apply(row, raw["iso2"]):
            rows.append({**row, "english": in_english(row, row["english"]), "demonym_en": raw["demonym_en"]})
    fixes.warn()
    return rows, keys


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
        rows.append({**row, "english": in_english(row, english)})
        by_code.setdefault(code, row["key"])
    fixes.warn()
    return rows, by_code


# Countries at war or in crisis, of which small towns are named.
CLOSE = set("UA RU IR AM MM PS IL NG PK GE AZ HT LY XK AF SY NE MZ SO TD SD YE LB CF ET ML BF IQ ER CD SS CM".split())


# Countries that dispatches often name towns of.
NEAR = set("BA RS HR RW BI UG KE CI SN MR DZ TN EG JO LK KH CO VE GT GN TG BJ SL LR DJ MW ZW KG TJ KZ MD".split())


def is_named(raw):
    """Whether dispatches may name the place."""
    people = int(raw["population"] or 0)
    if raw["wikidata"] or raw["capital"] or raw["name_fr"]:
        return people >= 1000 or bool(raw["capital"]) or not people
    if raw["country"] in CLOSE:
        return people >= 5000
    if raw["country"] in NEAR:
        return people >= 15000
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
            rows.append({**row, "english": in_english(row, plain(raw["name_en"] or raw["name"], country))})
    fixes.warn()
    return rows


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


def territories(source, countries_by_code):
    """Lands without an ISO code whose items the source gives by its own code."""
    raws = {raw["code"]: raw for raw in read(source / "territories_extra.csv")}
    rows = []
    for pick in read(HERE / "corrections" / "territories.csv"):
        raw = raws[pick["code"]]
        item = raw["wikidata"]
        rows.append({**pick, "english": in_english(pick, raw["name_en"]), "key": item, "wikidata": item, "country": countries_by_code.get(pick["country"], "")})
    return rows
