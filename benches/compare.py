"""Writes the tables of docs/benchmarks.md: depeche and spaCy on the same texts, on this machine, in this run; then depeche's facts.

    python3 benches/compare.py MATERIAL

MATERIAL is the folder that the training plan (lang/fr/models/train.toml) reads its treebanks and texts from. Needs Cargo, Python 3.11 with
venv, and the package registry the first time; what it installs and writes besides the document lies under target/comparison.
"""

import argparse
import platform
from pathlib import Path

from comparison import analysis, facts, naming, performance
from comparison.markdown import rewrite, table
from comparison.workspace import REQUIREMENTS, ROOT, Workspace, run


def main() -> None:
    arguments = _arguments()
    workspace, material = Workspace(), arguments.material.resolve()
    sections = {
        "setting": _setting(),
        "words": analysis.words_given(workspace, material),
        "tokens": analysis.tokens_given(workspace, material),
        "text": analysis.from_text(workspace, material),
        "names": naming.section(workspace, material, arguments.names),
        "performance": performance.section(workspace, material),
        "facts-dev": facts.section(workspace, "dev", ("predicate", "rule")),
        "facts-test": facts.section(workspace, "test", ("predicate",)),
    }
    rewrite(ROOT / "docs" / "benchmarks.md", sections)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path, metavar="MATERIAL")
    default = ROOT / "corpus" / "names" / "ntrex-test.tsv"
    parser.add_argument("--names", type=Path, default=default, metavar="FILE", help="annotated names (default: those of corpus/names)")
    return parser.parse_args()


def _setting() -> str:
    """What was measured on what."""
    rows = [
        ["depeche", run("git", "describe", "--always", "--dirty").strip()],
        ["reference", ", ".join(REQUIREMENTS.read_text(encoding="utf-8").split())],
        ["compiler", run("rustc", "--version").strip()],
        ["Python", platform.python_version()],
        ["machine", f"{_processor()}, {platform.system()} {platform.machine()}"],
    ]
    return table(["", ""], rows, words=2)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.processor()


if __name__ == "__main__":
    main()
