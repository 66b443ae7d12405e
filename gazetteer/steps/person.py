"""Persons with their offices, and given names."""

import re

from .table import Corrections, common_words, fold, is_usable, read, split, unique

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
