"""Tables, and the parts of a document that this program writes."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A table whose first columns are words, as many as told, and whose others are figures."""
    lines = [heading, ["---"] * words + ["--:"] * (len(heading) - words), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def rewrite(document: Path, sections: dict[str, str]) -> None:
    """Puts each section between its markers, `<!-- begin NAME -->` and `<!-- end NAME -->`; nothing else changes."""
    text = document.read_text(encoding="utf-8")
    for name, content in sections.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"{document}: no lines {begin} and {end}")
        text = pattern.sub(lambda _, own=f"{begin}\n{content}\n{end}": own, text)
    document.write_text(text, encoding="utf-8")
