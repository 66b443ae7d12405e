"""Facts of the sample corpus against its gold: the tables of `depeche eval`."""

from dataclasses import dataclass, field

from .markdown import table
from .workspace import ROOT, TARGET, Workspace, run, tell

COLUMNS = {
    "predicate": ("predicate", "gold", "found", "right", "precision", "recall", "F1"),
    "rule": ("rule", "facts", "right", "wrong", "precision"),
}


@dataclass(slots=True)
class Evaluation:
    """Rows of each table by its first heading, and the lines below the tables."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    totals: list[str] = field(default_factory=list)


def parse(report: str) -> Evaluation:
    """Reads what `depeche eval` prints: tables with a heading each, an empty line after them, then totals."""
    evaluation = Evaluation()
    blocks = [block.splitlines() for block in report.strip().split("\n\n")]
    for heading, *rows in blocks[:-1]:
        evaluation.tables[heading.split()[0]] = [row.split() for row in rows]
    evaluation.totals = [" ".join(line.split()) for line in blocks[-1]]
    return evaluation


def section(workspace: Workspace, half: str, tables: tuple[str, ...]) -> str:
    """The tables of one half of the corpus."""
    tell(f"facts of the {half} half")
    graph = TARGET / "graph"
    run(workspace.depeche, "build", ROOT / "corpus", "--out", graph)
    report = parse(run(workspace.depeche, "eval", "--graph", graph, "--gold", ROOT / "corpus" / "gold" / f"{half}.csv"))
    totals = "\n".join(f"- {line}" for line in report.totals)
    return "\n\n".join([totals, *(table(COLUMNS[name], report.tables[name]) for name in tables)])
