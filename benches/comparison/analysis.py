"""Tables of tags, lemmas and trees: with gold tokens, and from raw text."""

from collections.abc import Callable, Sequence
from pathlib import Path

from . import conllu, gold_tokens, shared_task
from .contraction import take_apart
from .markdown import table
from .workspace import Workspace, run, tell

TESTS = {
    "Sequoia test": "treebanks/UD_French-Sequoia/fr_sequoia-ud-test.conllu",
    "GSD test": "treebanks/UD_French-GSD/fr_gsd-ud-test.conllu",
}

Row = tuple[str, dict[str, float]]


def _table(measures: tuple[str, ...], rows: list[Row]) -> str:
    lines = [[*name.split("|"), *(f"{scores[measure]:.2f}" for measure in measures)] for name, scores in rows]
    return table(["", "", *measures], lines, words=2)


def _given(material: Path, what: str, outputs: Callable[[Path], Sequence[str]], scores: Callable[..., dict[str, float]]) -> str:
    rows: list[Row] = []
    for name, file in TESTS.items():
        tell(f"{name}: {what}")
        path = material / file
        gold = conllu.read(path.read_text(encoding="utf-8"))
        rows += _both(name, *(scores(gold, conllu.read(output)) for output in outputs(path)))
    return _table(gold_tokens.MEASURES, rows)


def words_given(workspace: Workspace, material: Path) -> str:
    """Both are given the syntactic words of the gold."""

    def outputs(path: Path) -> Sequence[str]:
        return run(workspace.depeche, "analyse", "--conllu", path), workspace.reference("words", path)

    return _given(material, "words given", outputs, gold_tokens.by_words)


def tokens_given(workspace: Workspace, material: Path) -> str:
    """Both are given the surface tokens of the gold."""

    def outputs(path: Path) -> Sequence[str]:
        return workspace.analysis("surface", path), workspace.reference("surface", path)

    return _given(material, "surface tokens given", outputs, gold_tokens.by_tokens)


def _both(name: str, own: dict[str, float], other: dict[str, float]) -> list[Row]:
    return [(f"{name}, {own['words']:.0f} words|depeche", own), ("|spaCy md", other)]


def from_text(workspace: Workspace, material: Path) -> str:
    """Both are given the raw text; the last row of a test is the same with the lines of headings and list items."""
    rows: list[Row] = []
    for name, file in TESTS.items():
        tell(f"{name}: raw text")
        gold = conllu.read((material / file).read_text(encoding="utf-8"))
        path = workspace.scratch("text.txt", conllu.raw_text(gold))
        own, other = (conllu.read(worker("text", path)) for worker in (workspace.analysis, workspace.reference))
        lines = workspace.scratch("lines.txt", conllu.raw_text(gold, lines=True))
        rows += [
            (f"{name}|depeche", shared_task.scores(gold, own)),
            ("|spaCy md", shared_task.scores(gold, other)),
            ("|spaCy md, contractions taken apart", shared_task.scores(gold, take_apart(other))),
            ("|depeche, with lines", shared_task.scores(gold, conllu.read(workspace.analysis("text", lines)))),
        ]
    return _table(shared_task.MEASURES, rows)
