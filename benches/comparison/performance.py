"""Speed, time to load, memory and size on disk."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import conllu
from .markdown import table
from .workspace import ROOT, Workspace, run, size, tell

NEWS = "text/ntrex128_newstest2019_fra.txt"
TREEBANK = "treebanks/UD_French-Sequoia/fr_sequoia-ud-train.conllu"
REPEATS = 3
SENTENCES_OF_A_DOCUMENT = 25


@dataclass(slots=True)
class Measured:
    """The best of the runs: seconds of processor time, KiB."""

    load: float
    analyse: float
    tokens: int
    peak: int


def documents(material: Path) -> str:
    """News and treebank sentences in documents of a few paragraphs, as JSON Lines."""
    sentences = conllu.read((material / TREEBANK).read_text(encoding="utf-8"))
    lines = (material / NEWS).read_text(encoding="utf-8").splitlines() + [conllu.raw_text([sentence]).strip() for sentence in sentences]
    stretches = (lines[at : at + SENTENCES_OF_A_DOCUMENT] for at in range(0, len(lines), SENTENCES_OF_A_DOCUMENT))
    return "".join(json.dumps({"text": "\n".join(stretch)}, ensure_ascii=False) + "\n" for stretch in stretches)


def section(workspace: Workspace, material: Path) -> str:
    """Runs of both by turns; of each run the first pass over the texts warms up and the second counts."""
    path = workspace.scratch("documents.jsonl", documents(material))
    own_runs, other_runs = [], []
    for number in range(REPEATS):
        tell(f"speed: run {number + 1} of {REPEATS}")
        own_runs.append(_run(workspace.analysis, path))
        other_runs.append(_run(workspace.reference, path))
    return _table(_best(own_runs), _best(other_runs), _sizes(workspace))


def _run(worker: Callable[..., str], path: Path) -> dict[str, Any]:
    return json.loads(worker("speed", path, one_core=True))


def _best(runs: list[dict[str, Any]]) -> Measured:
    smallest = {name: min(run[name] for run in runs) for name in ("load", "peak")}
    return Measured(analyse=min(run["rounds"][-1] for run in runs), tokens=runs[0]["tokens"], **smallest)


@dataclass(slots=True)
class Sizes:
    """Bytes on disk: the models, and all that is installed (but for Python itself)."""

    own_model: int
    own_all: int
    other_model: int
    other_all: int


def _sizes(workspace: Workspace) -> Sizes:
    packages = Path(run(workspace.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    return Sizes(
        own_model=sum(map(size, (ROOT / "lang" / "fr" / "models").glob("*.bin"))),
        own_all=size(workspace.depeche),
        other_model=size(packages / "fr_core_news_md"),
        other_all=size(packages) - sum(size(packages / name) for name in ("pip", "setuptools") if (packages / name).exists()),
    )


def _table(own: Measured, other: Measured, sizes: Sizes) -> str:
    # One count of tokens for both, the reference's: what differs is the time that the same texts take.
    speeds = other.tokens / own.analyse, other.tokens / other.analyse
    rows = [
        ["tokens a second, from raw text", *(f"{speed:,.0f}" for speed in speeds), f"{speeds[0] / speeds[1]:.1f} times"],
        _row("seconds to load", own.load, other.load, "{:.3f}"),
        _row("peak memory, MB", own.peak * 1024 / 1e6, other.peak * 1024 / 1e6, "{:.0f}"),
        _row("models on disk, MB", sizes.own_model / 1e6, sizes.other_model / 1e6, "{:.1f}"),
        _row("all that is installed, MB", sizes.own_all / 1e6, sizes.other_all / 1e6, "{:.0f}"),
    ]
    heading = [f"{other.tokens:,} tokens", "depeche", "spaCy md", "ratio"]
    return table(heading, rows)


def _row(name: str, own: float, other: float, shown: str) -> list[str]:
    return [name, shown.format(own), shown.format(other), f"1/{other / own:.1f}"]
