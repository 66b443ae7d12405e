"""Organisations: those of the sources, and the bodies that every country has."""

import re
import sys
from collections import Counter, defaultdict

from .table import HERE, Corrections, fold, in_english, read, slug, split, unique

TYPES = {"igo": "InternationalOrganization", "ngo": "Organization", "armed group": "ArmedGroup", "ministry": "GovernmentBody",
         "agency": "GovernmentBody", "media": "Media", "military": "MilitaryForce", "court": "GovernmentBody", "metonym": "GovernmentBody"}


def news_organisations(source, countries_by_code):
    fixes = Corrections("organisations")
    rows = []
    for raw in read(source / "orgs_news_fr.csv"):
        # The items of Pentagon, White House and Kremlin are buildings: the body that the name stands for gets none.
        item = "" if raw["type"] == "metonym" else raw["wikidata"]
        label = raw["name_fr"][:1].upper() + raw["name_fr"][1:]
        context = [re.sub(r"^(la |le |les |l')", "", c) for c in split(raw["aliases_fr_context_only"])]
        row = {"key": item or slug(label), "class": TYPES[raw["type"]], "label": label, "english": raw["name_en"], "wikidata": item,
               "context": "|".join(unique(context, [label])), "country": countries_by_code.get(raw["country"], ""),
               "aliases": "|".join(unique([raw["name_fr"]] + split(raw["aliases_fr"]) + [raw["name_en"]], [label]))}
        if fixes.apply(row, raw["name_en"]):
            row["aliases"] = "|".join(unique(split(row["aliases"]), [row["label"]] + split(row["context"])))
            rows.append({**row, "english": in_english(row, row["english"])})
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
        rows.append({**pick, "english": in_english(pick, pick["name_en"]), "key": item, "wikidata": item, "aliases": "|".join(aliases),
                     "country": countries_by_code.get(pick["country"], "")})
    return rows


# Countries whose names French writes in the plural, without article, or as masculine in spite of their -e.
PLURAL = re.compile(r"^(États|Émirats|Pays|Philippines|Maldives|Comores|Îles|Territoires|Seychelles|Bahamas|Bermudes|Fidji|Palaos)")
NO_ARTICLE = {"Israël", "Cuba", "Haïti", "Chypre", "Malte", "Madagascar", "Taïwan", "Singapour", "Djibouti", "Oman", "Bahreïn", "Monaco",
              "Maurice", "Kiribati", "Nauru", "Andorre", "Antigua-et-Barbuda", "Trinité-et-Tobago", "Sao Tomé-et-Principe", "Tonga", "Tuvalu",
              "Niue", "Mayotte", "Hong Kong", "Gibraltar", "Macao", "Jersey", "Guernesey", "Curaçao", "Porto Rico", "Montserrat", "Wallis-et-Futuna",
              "La Réunion", "Sri Lanka", "Vanuatu", "Samoa"}
MASCULINE = {"Mexique", "Mozambique", "Cambodge", "Zimbabwe", "Belize", "Suriname", "Royaume-Uni"}


def of_country(name):
    """The name of a country after a noun: de l'Afghanistan, du Mali, des États-Unis, d'Haïti."""
    vowel = fold(name)[:1] in "aeiou" or name == "Haïti"
    if PLURAL.match(name):
        return f"des {name}"
    if name in NO_ARTICLE or re.match(r"Saint|Sainte", name):
        return f"d'{name}" if vowel else f"de {name}"
    if vowel:
        return f"de l'{name}"
    feminine = name.split()[0].split("-")[0].endswith("e") or name == "Sierra Leone"
    return f"de la {name}" if feminine and name not in MASCULINE else f"du {name}"


# The bodies that every country has: class, usual name, name in English, other names. {m} {f} are the adjective's singular, {ff} its
# feminine plural, {of} the country's name, {d} the English adjective.
BODIES = [
    ("Government", "Gouvernement {m}", "{d} government",
     ["gouvernement {m}", "gouvernement {of}", "autorités {ff}", "pouvoir {m}", "régime {m}", "exécutif {m}"]),
    ("MilitaryForce", "Forces armées {ff}", "{d} armed forces",
     ["forces armées {ff}", "forces armées {of}", "armée {f}", "Armée {f}", "armée {of}", "armée nationale {f}", "armée régulière {f}",
      "forces {ff}", "troupes {ff}"]),
    ("MilitaryForce", "Police {f}", "{d} police", ["police {f}", "police {of}", "police nationale {f}", "forces de l'ordre {ff}"]),
    ("GovernmentBody", "Ministère {m} de la Défense", "{d} Ministry of Defence",
     ["ministère {m} de la Défense", "ministère de la Défense {m}", "ministère de la Défense {of}"]),
    ("GovernmentBody", "Ministère {m} des Affaires étrangères", "{d} Ministry of Foreign Affairs",
     ["ministère {m} des Affaires étrangères", "diplomatie {f}", "ministère des Affaires étrangères {m}",
      "ministère des Affaires étrangères {of}"]),
    ("GovernmentBody", "Ministère {m} de l'Intérieur", "{d} Ministry of the Interior",
     ["ministère {m} de l'Intérieur", "ministère de l'Intérieur {m}", "ministère de l'Intérieur {of}"]),
    ("GovernmentBody", "Ministère {m} de la Santé", "{d} Ministry of Health",
     ["ministère {m} de la Santé", "ministère de la Santé {m}", "ministère de la Santé {of}"]),
    ("Legislature", "Parlement {m}", "{d} parliament", ["parlement {m}", "parlement {of}"]),
]


def national_bodies(states, known):
    """Government, army, police, ministries, parliament of every country, unless `known` rows have them under one of the names."""
    by_name = {(fold(n), row["country"]): row for row in known for n in [row["label"], *split(row.get("aliases", ""))]}
    rows, keys = [], Counter()
    for state in states:
        if not state.get("demonyms") or not state["geonames"]:
            continue
        m, f, _, ff = state["demonyms"].split("|")[0].split("/")
        of = of_country(state["label"])
        for kind, label, english, others in BODIES:
            label = label.format(m=m, f=f, ff=ff, of=of)
            names = [n.format(m=m, f=f, ff=ff, of=of) for n in others]
            same = next((by_name[n, state["key"]] for n in map(fold, [label] + names) if (n, state["key"]) in by_name), None)
            if same:
                free = [n for n in [label] + names if (fold(n), state["key"]) not in by_name]
                same["aliases"] = "|".join(unique(split(same["aliases"]) + free, [same["label"]]))
                continue
            keys[slug(label)] += 1
            key = slug(label) if keys[slug(label)] == 1 else f"{slug(label)}-{state['notes'].lower()}"
            english = english.format(d=state["demonym_en"].split("|")[0]) if state["demonym_en"] else ""
            rows.append({"key": key, "class": kind, "label": label, "english": english, "aliases": "|".join(names), "country": state["key"]})
    return rows
