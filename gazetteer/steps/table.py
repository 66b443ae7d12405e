"""Reading, folding, correcting and writing rows."""

import csv
import difflib
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
COLUMNS = ("key class label english aliases context demonyms adjectives surnames metonyms wikidata geonames dbpedia country admin1 "
           "lat lon population capital_of roles notes").split()


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_english(row, name):
    """The column `english` of a row that is called so in English: only a name that is another is worth a column."""
    return name if name != row["label"] else ""


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


def slug(name):
    return "fr:" + fold(name).replace(" ", "-")


def common_words():
    return {line.strip() for line in open(HERE / "common_words.txt", encoding="utf-8") if not line.startswith("#")}
