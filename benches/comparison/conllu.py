"""CoNLL-U (https://universaldependencies.org/format.html): sentences of tokens and words, and the raw text that they stand for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

STOPS = (".", "!", "?", "…")
CLOSING = frozenset('"»”’)]')


@dataclass(slots=True)
class Word:
    """A syntactic word. `head` is an index into the sentence's words, -1 for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    rel: str

    @property
    def base_rel(self) -> str:
        """The relation without subtype."""
        return self.rel.split(":", 1)[0]


@dataclass(slots=True)
class Token:
    """A surface token that stands for the words `start..end` of its sentence."""

    form: str
    start: int
    end: int
    space_after: bool


@dataclass(slots=True)
class Sentence:
    """Tokens and words in order, and whether a paragraph begins here."""

    words: list[Word] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    begins_paragraph: bool = False

    def token_of(self) -> list[int]:
        """For each word, the index of its token."""
        return [index for index, token in enumerate(self.tokens) for _ in range(token.start, token.end)]


def read(text: str) -> list[Sentence]:
    """The sentences of a file; empty nodes of enhanced graphs are left out."""
    return [_sentence(block.split("\n")) for block in text.split("\n\n") if block.strip()]


def _sentence(lines: list[str]) -> Sentence:
    sentence = Sentence()
    for line in filter(None, lines):
        if line.startswith("#"):
            sentence.begins_paragraph |= line.removeprefix("#").split("=")[0].split()[:1] in (["newpar"], ["newdoc"])
        else:
            _add(sentence, line.split("\t"))
    return sentence


def _add(sentence: Sentence, columns: list[str]) -> None:
    number, form, misc = columns[0], columns[1], columns[9]
    spaced = "SpaceAfter=No" not in misc.split("|")
    if "-" in number:
        first, last = map(int, number.split("-"))
        sentence.tokens.append(Token(form, first - 1, last, spaced))
    elif "." not in number:
        index = int(number) - 1
        sentence.words.append(Word(form, columns[2], columns[3], columns[5], int(columns[6]) - 1, columns[7]))
        if not sentence.tokens or sentence.tokens[-1].end <= index:
            sentence.tokens.append(Token(form, index, index + 1, spaced))


def write(sentences: Iterable[Sentence]) -> str:
    """A file of these sentences."""
    return "".join(f"{_block(sentence)}\n" for sentence in sentences)


def _block(sentence: Sentence) -> str:
    rows = []
    for token in sentence.tokens:
        misc, parts = "_" if token.space_after else "SpaceAfter=No", range(token.start, token.end)
        if len(parts) > 1:
            rows.append([f"{token.start + 1}-{token.end}", token.form, *["_"] * 7, misc])
        rows += [_row(sentence, index, misc if len(parts) == 1 else "_") for index in parts]
    return "".join("\t".join(row) + "\n" for row in rows)


def _row(sentence: Sentence, index: int, misc: str) -> list[str]:
    word = sentence.words[index]
    return [str(index + 1), word.form, word.lemma, word.upos, "_", word.feats or "_", str(word.head + 1), word.rel, "_", misc]


def raw_text(sentences: Iterable[Sentence], *, lines: bool = False) -> str:
    """The text that the tokens stand for: spaces where the file has them, an empty line where a paragraph begins; lines are not folded.

    With `lines`, one ends after every sentence that has no stop at its end, as after a heading or an item of a list.
    """
    text = ""
    for sentence in sentences:
        if sentence.begins_paragraph and text:
            text = text.rstrip() + "\n\n"
        text += "".join(token.form + (" " if token.space_after else "") for token in sentence.tokens)
        if lines and not _has_stop(sentence):
            text = text.rstrip() + "\n"
    return text


def _has_stop(sentence: Sentence) -> bool:
    forms = [token.form for token in sentence.tokens if token.form not in CLOSING]
    return bool(forms) and forms[-1].endswith(STOPS)
