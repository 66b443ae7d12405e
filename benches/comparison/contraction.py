"""spaCy leaves contractions whole (`du`), where the treebanks have two words (`de` and `le`).

Taken apart by a table, they are what its user can have with little trouble, and what F1 from raw text is kinder to.
"""

from dataclasses import replace

from .conllu import Sentence, Token, Word

PARTS = {"au": ("à", "le"), "aux": ("à", "les"), "du": ("de", "le"), "des": ("de", "les")}
ARTICLE = "le"


def take_apart(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with prepositions of the table taken apart. The features that spaCy gives such a token are those of the article."""
    return [_split(sentence) for sentence in sentences]


def _split(sentence: Sentence) -> Sentence:
    parts = [_parts(word) for word in sentence.words]
    starts = [0]
    for own in parts:
        starts.append(starts[-1] + len(own))
    words = [replace(word, head=starts[word.head] if word.head >= 0 else -1) for own in parts for word in own]
    tokens = [Token(token.form, starts[token.start], starts[token.end], token.space_after) for token in sentence.tokens]
    return Sentence(words, tokens, sentence.begins_paragraph)


def _parts(word: Word) -> list[Word]:
    forms = PARTS.get(word.form.lower())
    if not forms or word.upos != "ADP":
        return [word]
    return [
        replace(word, form=forms[0], lemma=forms[0], feats=""),
        Word(forms[1], ARTICLE, "DET", word.feats, word.head, "det"),
    ]
