"""What spaCy makes of texts, in the forms of `benches/analysis.rs`.

Runs in the virtual environment: `python -m comparison.spacy_worker TASK FILE`. Tasks: `words` and `surface` (CoNLL-U of which sentences
and words, or surface tokens, are kept), `text`, `names`, `speed`.
"""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import conllu

MODEL = "fr_core_news_md"
ROUNDS = 2
# Documents of a batch: faster than smaller ones and than the default of 1000, which takes three times the memory.
BATCH = 16


def main() -> None:
    task, content = sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8")
    start = time.process_time()
    import spacy  # here, as its import is part of what loading costs

    nlp = spacy.load(MODEL)
    load = time.process_time() - start
    match task:
        case "words" | "surface":
            sys.stdout.write(conllu.write(_retold(nlp, conllu.read(content), surface=task == "surface")))
        case "text":
            sys.stdout.write(conllu.write(map(_sentence, nlp(content).sents)))
        case "names":
            _print_names(nlp, _documents(content))
        case "speed":
            print(json.dumps({"load": load, **_speed(nlp, _documents(content)), "peak": _peak_memory()}))
        case other:
            sys.exit(f"no task {other}")


def _documents(lines: str) -> list[str]:
    return [json.loads(line)["text"] for line in lines.splitlines()]


def _retold(nlp: Any, gold: list[conllu.Sentence], *, surface: bool) -> Iterable[conllu.Sentence]:
    """Each sentence with the words given, and that it is one sentence."""
    from spacy.tokens import Doc

    for sentence in gold:
        forms = [(token.form, token.space_after) for token in sentence.tokens] if surface else _words_given(sentence)
        first = [True] + [False] * (len(forms) - 1)
        doc = Doc(nlp.vocab, words=[form for form, _ in forms], spaces=[space for _, space in forms], sent_starts=first)
        own = _words(list(nlp(doc)))
        yield conllu.Sentence(own, [conllu.Token(form, index, index + 1, space) for index, (form, space) in enumerate(forms)])


def _words_given(sentence: conllu.Sentence) -> list[tuple[str, bool]]:
    """The syntactic words; those of a contraction stand apart."""
    forms = []
    for token in sentence.tokens:
        parts = sentence.words[token.start : token.end]
        forms += [(word.form, True) for word in parts[:-1]] + [(parts[-1].form, token.space_after)]
    return forms


def _sentence(span: Any) -> conllu.Sentence:
    """A sentence of spaCy's, without the tokens that are white space."""
    kept = [token for token in span if not token.is_space]
    tokens = [conllu.Token(token.text, index, index + 1, bool(token.whitespace_)) for index, token in enumerate(kept)]
    return conllu.Sentence(_words(kept), tokens)


def _words(tokens: list[Any]) -> list[conllu.Word]:
    index = {token.i: number for number, token in enumerate(tokens)}
    return [
        conllu.Word(
            form=token.text,
            lemma=token.lemma_ or "_",
            upos=token.pos_ or "X",
            feats=str(token.morph),
            head=-1 if token.head.i == token.i else index.get(token.head.i, -1),
            rel="root" if token.head.i == token.i else token.dep_ or "dep",
        )
        for token in tokens
    ]


def _print_names(nlp: Any, texts: list[str]) -> None:
    for number, doc in enumerate(nlp.pipe(texts, batch_size=BATCH)):
        for name in doc.ents:
            print(number, name.start_char, name.end_char, name.label_, sep="\t")


def _speed(nlp: Any, texts: list[str]) -> dict[str, Any]:
    rounds, tokens = [], 0
    for _ in range(ROUNDS):
        start = time.process_time()
        tokens = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts, batch_size=BATCH))
        rounds.append(time.process_time() - start)
    return {"rounds": rounds, "tokens": tokens}


def _peak_memory() -> int:
    """KiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
