"""F1 from raw text as the CoNLL 2018 shared task defines it (Zeman et al. 2018, https://aclanthology.org/K18-2001, section 3).

Tokens and sentences are right where they have the same characters as in the gold, white space left out. Words are aligned: outside
multiword tokens by their characters; inside what multiword tokens of either side cover, by the longest common subsequence of their forms.
A word counts for UPOS, UFeats, lemma where it is aligned with a word that has the same; for UAS where its head is aligned with the gold
head too, for LAS where the relation without subtype is the same as well. Punctuation counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .conllu import Sentence, Word

MEASURES = ("tokens", "sentences", "words", "UPOS", "UFeats", "lemmas", "UAS", "LAS")
UNIVERSAL_FEATURES = frozenset(
    (
        "PronType",
        "NumType",
        "Poss",
        "Reflex",
        "Foreign",
        "Abbr",
        "Gender",
        "Animacy",
        "Number",
        "Case",
        "Definite",
        "Degree",
        "VerbForm",
        "Mood",
        "Tense",
        "Aspect",
        "Voice",
        "Evident",
        "Polarity",
        "Person",
        "Polite",
    )
)

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Placed:
    """A word with the characters of its token and its head."""

    word: Word
    span: Span
    in_multiword: bool
    head: "Placed | None" = None


@dataclass(slots=True)
class Text:
    """A whole file, by characters that are not white space."""

    characters: str
    tokens: list[Span]
    sentences: list[Span]
    words: list[Placed]


def universal(feats: str) -> frozenset[str]:
    """The universal ones among features."""
    return frozenset(pair for pair in feats.split("|") if pair.split("=", 1)[0] in UNIVERSAL_FEATURES)


def scores(gold: list[Sentence], system: list[Sentence]) -> dict[str, float]:
    """F1 of each measure in percent."""
    ours, theirs = place(gold), place(system)
    if ours.characters != theirs.characters:
        raise ValueError(f"not the same text: {_difference(ours.characters, theirs.characters)}")
    pairs = align(ours.words, theirs.words)
    right = {name: sum(map(same, pairs)) for name, same in _measures(pairs).items()}
    words = len(ours.words) + len(theirs.words)
    counts = {
        "tokens": (len(set(ours.tokens) & set(theirs.tokens)), len(ours.tokens) + len(theirs.tokens)),
        "sentences": (len(set(ours.sentences) & set(theirs.sentences)), len(ours.sentences) + len(theirs.sentences)),
        "words": (len(pairs), words),
        **{name: (count, words) for name, count in right.items()},
    }
    return {name: 200 * hits / max(total, 1) for name, (hits, total) in counts.items()}


def _difference(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(at - 20, 0) : at + 20]!r} and {other[max(at - 20, 0) : at + 20]!r}"


def place(sentences: list[Sentence]) -> Text:
    """Gives everything its characters."""
    text = Text("", [], [], [])
    parts, end = [], 0
    for sentence in sentences:
        first, placed = end, []
        for token in sentence.tokens:
            characters = "".join(token.form.split())
            span, end = (end, end + len(characters)), end + len(characters)
            parts.append(characters)
            text.tokens.append(span)
            placed += [Placed(word, span, token.end - token.start > 1) for word in sentence.words[token.start : token.end]]
        for own in placed:
            own.head = placed[own.word.head] if own.word.head >= 0 else None
        text.sentences.append((first, end))
        text.words += placed
    text.characters = "".join(parts)
    return text


Pair = tuple[Placed, Placed]


def _measures(pairs: list[Pair]) -> dict[str, Callable[[Pair], bool]]:
    partner = {id(system): gold for gold, system in pairs}

    def head(pair: Pair) -> bool:
        gold, system = pair
        return gold.head is (partner.get(id(system.head), system) if system.head else None)

    return {
        "UPOS": lambda pair: pair[0].word.upos == pair[1].word.upos,
        "UFeats": lambda pair: universal(pair[0].word.feats) == universal(pair[1].word.feats),
        "lemmas": lambda pair: pair[0].word.lemma in ("_", pair[1].word.lemma),
        "UAS": head,
        "LAS": lambda pair: head(pair) and pair[0].word.base_rel == pair[1].word.base_rel,
    }


def align(gold: list[Placed], system: list[Placed]) -> list[Pair]:
    """Words of both sides that are the same."""
    regions = list(_regions(gold + system))
    inside_gold, outside_gold = _split(gold, regions)
    inside_system, outside_system = _split(system, regions)
    by_span = {word.span: word for word in outside_system}
    pairs = [(word, by_span[word.span]) for word in outside_gold if word.span in by_span]
    for region in regions:
        pairs += _common(inside_gold.get(region, []), inside_system.get(region, []))
    return pairs


def _regions(words: list[Placed]) -> Iterator[Span]:
    """The stretches that multiword tokens cover, those that overlap made one."""
    current: Span | None = None
    for start, end in sorted({word.span for word in words if word.in_multiword}):
        if current and start < current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current:
                yield current
            current = (start, end)
    if current:
        yield current


def _split(words: list[Placed], regions: list[Span]) -> tuple[dict[Span, list[Placed]], list[Placed]]:
    """Words that lie inside a region, by region, and those that touch none. A word over the edge of one is neither: it has no partner."""
    inside: dict[Span, list[Placed]] = {}
    outside, at = [], 0
    for word in words:
        while at < len(regions) and regions[at][1] <= word.span[0]:
            at += 1
        region = regions[at] if at < len(regions) else None
        if region is None or word.span[1] <= region[0]:
            outside.append(word)
        elif region[0] <= word.span[0] and word.span[1] <= region[1]:
            inside.setdefault(region, []).append(word)
    return inside, outside


def _common(gold: list[Placed], system: list[Placed]) -> list[Pair]:
    """The longest common subsequence by form."""
    same = [[a.word.form.lower() == b.word.form.lower() for b in system] for a in gold]
    longest = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            with_both = 1 + longest[i + 1][j + 1] if same[i][j] else 0
            longest[i][j] = max(with_both, longest[i + 1][j], longest[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        if same[i][j]:
            pairs.append((gold[i], system[j]))
            i, j = i + 1, j + 1
        elif longest[i][j] == longest[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
