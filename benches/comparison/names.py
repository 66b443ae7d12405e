"""Names of a text against the annotation of `corpus/names/`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SHARED = ("PER", "LOC", "ORG")

Name = tuple[int, int, str]


@dataclass(slots=True)
class Article:
    """Sentences of one article, one a line, and its names by character."""

    sentences: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)


def read(annotation: str, text: str) -> list[Article]:
    """The articles that an annotation covers, from its first sentence to its last."""
    rows = [line.split("\t") for line in annotation.splitlines() if line and not line.startswith("#")]
    lines, starts = text.splitlines(), {int(row[0]) for row in rows if row[1] == "DOC"}
    first, last = int(rows[0][0]), int(rows[-1][0])
    articles: list[Article] = []
    for number in range(first, last + 1):
        if number in starts or not articles:
            articles.append(Article())
        _add(articles[-1], lines[number - 1], [row[1:] for row in rows if int(row[0]) == number and len(row) == 3])
    return articles


def _add(article: Article, sentence: str, rows: list[list[str]]) -> None:
    base, end = len(article.text) + bool(article.sentences), 0
    for label, words in rows:
        start = sentence.find(words, end)
        if start < 0:
            raise ValueError(f"{words!r} is not in {sentence!r}")
        end = start + len(words)
        article.names.append((base + start, base + end, label))
    article.sentences.append(sentence)


@dataclass(slots=True)
class Tally:
    """Names in the gold, found, and found rightly."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        return 100 * self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(self.gold + self.found, 1)


def score(articles: list[Article], found: list[list[Name]], classes: Iterable[str], *, overlap: bool = False) -> dict[str, Tally]:
    """Tallies by class. What a system finds over a gold name of another class than `classes` is not counted, whatever it calls it.

    With `overlap`, a name is right where it shares a character with a gold name of its class that no other name took.
    """
    wanted = tuple(classes)
    tallies = {label: Tally() for label in wanted}
    for article, names in zip(articles, found, strict=True):
        left_out = [name for name in article.names if name[2] not in wanted]
        kept = [name for name in names if not any(_touch(name, other) for other in left_out)]
        for label in wanted:
            own, theirs = ([name for name in side if name[2] == label] for side in (article.names, kept))
            right = _overlaps(own, theirs) if overlap else len(set(own) & set(theirs))
            tallies[label] += Tally(len(own), len(theirs), right)
    return tallies


def _touch(one: Name, other: Name) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _overlaps(gold: list[Name], found: list[Name]) -> int:
    free, right = sorted(gold), 0
    for name in sorted(found):
        partner = next((own for own in free if _touch(own, name)), None)
        if partner:
            free.remove(partner)
            right += 1
    return right
