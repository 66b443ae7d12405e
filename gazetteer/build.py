#!/usr/bin/env python3
"""Makes the derived tables of this folder from the raw ones (SOURCES.md says where those come from).

Usage: python3 gazetteer/build.py SOURCE_DIR

Writes countries.csv, territories.csv, regions.csv, cities.csv, organisations.csv, national_bodies.csv, persons.csv and first_names.txt. The tables in curated/ are
written by hand and left alone; corrections/*.csv (id,column,value) override or extend (`+value`) fields of derived rows.
Python 3 standard library only; the same input gives the same bytes.
"""

import sys
from collections import Counter
from pathlib import Path

from steps.body import national_bodies, news_organisations, picked_organisations
from steps.person import first_names, persons
from steps.place import cities, countries, regions, territories, without_clashes
from steps.table import HERE, fold, read, split, write


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
