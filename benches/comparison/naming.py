"""The table of names."""

import json
from collections.abc import Callable
from pathlib import Path

from . import names
from .markdown import table
from .workspace import Workspace, tell

TEXT = "text/ntrex128_newstest2019_fra.txt"
ALL = ("PER", "LOC", "ORG", "GRP", "NAT", "EVT")
UNMEASURED = "Not measured: the annotation was not there."


def section(workspace: Workspace, material: Path, annotation: Path) -> str:
    """All on the classes that both have, then depeche's tagger on all of its own."""
    if not annotation.exists():
        return UNMEASURED
    tell("names")
    articles = names.read(annotation.read_text(encoding="utf-8"), (material / TEXT).read_text(encoding="utf-8"))
    whole, single = [[article.text] for article in articles], [article.sentences for article in articles]
    own = _found(workspace.analysis, "names", workspace, whole)
    systems = {
        "depeche, its tagger": own,
        "depeche, the names that rules see": _found(workspace.analysis, "mentions", workspace, whole),
        "spaCy md": _found(workspace.reference, "names", workspace, single),
    }
    return "\n\n".join([_shared(articles, systems), _all(articles, own)])


def _found(worker: Callable[..., str], task: str, workspace: Workspace, articles: list[list[str]]) -> list[list[names.Name]]:
    """The names of each article, which is given in one or several texts."""
    texts = [(number, text) for number, article in enumerate(articles) for text in article]
    path = workspace.scratch("names.jsonl", "".join(json.dumps({"text": text}) + "\n" for _, text in texts))
    found: list[list[names.Name]] = [[] for _ in articles]
    bases = _bases(articles)
    for line in worker(task, path).splitlines():
        text, start, end, label = line.split("\t")
        found[texts[int(text)][0]].append((int(start) + bases[int(text)], int(end) + bases[int(text)], label))
    return found


def _bases(articles: list[list[str]]) -> list[int]:
    """Where each text begins in its article, one character apart from the text before."""
    bases = []
    for article in articles:
        base = 0
        for text in article:
            bases.append(base)
            base += len(text) + 1
    return bases


def _shared(articles: list[names.Article], systems: dict[str, list[list[names.Name]]]) -> str:
    rows = []
    for system, found in systems.items():
        exact, loose = (names.score(articles, found, names.SHARED, overlap=overlap) for overlap in (False, True))
        total = sum(exact.values(), names.Tally())
        classes = [f"{exact[label].f1:.1f}" for label in names.SHARED]
        overlap = sum(loose.values(), names.Tally())
        rows.append([system, *(f"{value:.1f}" for value in (total.precision, total.recall, total.f1)), *classes, f"{overlap.f1:.1f}"])
    gold = sum(name[2] in names.SHARED for article in articles for name in article.names)
    return table([f"{gold} names", "precision", "recall", "F1", *(f"F1 {label}" for label in names.SHARED), "F1, overlap"], rows)


def _all(articles: list[names.Article], own: list[list[names.Name]]) -> str:
    tallies = names.score(articles, own, ALL)
    named = [*tallies.items(), ("all", sum(tallies.values(), names.Tally()))]
    rows = [[label, str(own.gold), *(f"{value:.1f}" for value in (own.precision, own.recall, own.f1))] for label, own in named]
    return table(["depeche, all classes", "gold", "precision", "recall", "F1"], rows)
