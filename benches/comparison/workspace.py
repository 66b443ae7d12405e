"""Where things are, and how they are run."""

import json
import subprocess
import sys
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "comparison"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ONE_THREAD = ("OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1", "BLIS_NUM_THREADS=1")


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a command prints; its messages go to standard error, and its failure ends the run."""
    return subprocess.run([str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


class Workspace:
    """The programs to compare, made ready on first use."""

    def __init__(self) -> None:
        TARGET.mkdir(parents=True, exist_ok=True)

    @cached_property
    def python(self) -> Path:
        """The Python of a virtual environment with the reference in it."""
        environment, wanted = TARGET / "environment", REQUIREMENTS.read_text(encoding="utf-8")
        python, stamp = environment / "bin" / "python", environment / "installed.txt"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
            tell("installing the reference")
            run(sys.executable, "-m", "venv", "--clear", environment)
            run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS)
            stamp.write_text(wanted, encoding="utf-8")
        return python

    @cached_property
    def _built(self) -> dict[str, Path]:
        """Executables by name, release build."""
        tell("building depeche")
        command = ("cargo", "build", "--release", "--bin", "depeche", "--bench", "analysis", "--message-format", "json-render-diagnostics")
        messages = map(json.loads, run(*command).splitlines())
        return {message["target"]["name"]: Path(message["executable"]) for message in messages if message.get("executable")}

    @property
    def depeche(self) -> Path:
        """The program."""
        return self._built["depeche"]

    def analysis(self, task: str, file: Path, *, one_core: bool = False) -> str:
        """What `benches/analysis.rs` prints."""
        return self._worker([self._built["analysis"], task, file], ROOT, one_core=one_core)

    def reference(self, task: str, file: Path, *, one_core: bool = False) -> str:
        """What `spacy_worker.py` prints."""
        return self._worker([self.python, "-m", "comparison.spacy_worker", task, file], ROOT / "benches", one_core=one_core)

    @staticmethod
    def _worker(command: list[str | Path], cwd: Path, *, one_core: bool) -> str:
        """Libraries are told to use one thread where speed is measured."""
        return run(*(["env", *ONE_THREAD] if one_core else []), *command, cwd=cwd)

    @staticmethod
    def scratch(name: str, content: str) -> Path:
        """A file for a worker to read."""
        path = TARGET / name
        path.write_text(content, encoding="utf-8")
        return path


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
