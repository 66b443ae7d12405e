"""Accuracy where tokens and sentences are given, punctuation left out, relations without subtype."""

from dataclasses import dataclass

from .conllu import Sentence
from .shared_task import universal

MEASURES = ("UPOS", "UFeats", "lemmas", "UAS", "LAS")


@dataclass(slots=True)
class Reading:
    """What is compared of one word; `head` is -1 for the root, -2 where the system has no such word."""

    upos: str
    feats: frozenset[str]
    lemma: str
    head: int
    rel: str


MISSING = Reading("", frozenset(("missing",)), "", -2, "")


def by_words(gold: list[Sentence], system: list[Sentence]) -> dict[str, float]:
    """Both have the same syntactic words; all but punctuation count."""
    pairs = []
    for ours, theirs in zip(gold, system, strict=True):
        both = zip(_words(ours), _words(theirs), strict=True)
        pairs += [pair for pair in both if pair[0].upos != "PUNCT"]
    return _accuracy(pairs)


def by_tokens(gold: list[Sentence], system: list[Sentence]) -> dict[str, float]:
    """Both have the same surface tokens. Those that are one word in the gold count, but for punctuation; heads are surface tokens."""
    pairs = []
    for ours, theirs in zip(gold, system, strict=True):
        both = zip(_tokens(ours), _tokens(theirs), strict=True)
        pairs += [(own, other or MISSING) for own, other in both if own and own.upos != "PUNCT"]
    return _accuracy(pairs)


def _words(sentence: Sentence) -> list[Reading]:
    return [Reading(word.upos, universal(word.feats), word.lemma, word.head, word.base_rel) for word in sentence.words]


def _tokens(sentence: Sentence) -> list[Reading | None]:
    """The reading of each surface token that is one word, None for the others."""
    words, token_of = _words(sentence), sentence.token_of()
    for word in words:
        word.head = token_of[word.head] if word.head >= 0 else word.head
    return [words[token.start] if token.end - token.start == 1 else None for token in sentence.tokens]


def _accuracy(pairs: list[tuple[Reading, Reading]]) -> dict[str, float]:
    right = {
        "UPOS": sum(own.upos == other.upos for own, other in pairs),
        "UFeats": sum(own.feats == other.feats for own, other in pairs),
        "lemmas": sum(own.lemma == other.lemma for own, other in pairs),
        "UAS": sum(own.head == other.head for own, other in pairs),
        "LAS": sum((own.head, own.rel) == (other.head, other.rel) for own, other in pairs),
    }
    return {"words": float(len(pairs)), **{name: 100 * count / max(len(pairs), 1) for name, count in right.items()}}
