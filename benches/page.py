"""The page on a large graph: python3 benches/page.py [FACTS] [FOLDER]

Writes dispatches from templates over the gazetteer's names, builds a graph of about FACTS facts (100,000) into FOLDER (kept if it is there; else a temporary one), starts
`target/release/depeche serve` over it ($DEPECHE names another program), and prints how long the server takes to start, the memory of its processes, the time and size
of the page's questions, and the time until Debian's Chromium shows each view with an empty cache. Playwright comes from `target/tmp/page`, where
`cargo test --release --test page` puts it, or from $PLAYWRIGHT.
"""

import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("DEPECHE", str(ROOT / "target/release/depeche"))
SENTENCES, SOURCES, ROUNDS = 5, 40, 5
TEMPLATES = [
    "{actor} a attaqué {place} lundi.",
    "{actor} s'est emparé de {place} mardi.",
    "{actor} assiège {place} depuis mercredi.",
    "{actor} contrôle {place}.",
    "{actor} va envoyer {count} soldats à {place}.",
    "{actor} a déployé {count} soldats à {place} jeudi.",
    "{actor} n'a pas attaqué {place}, selon {other}.",
    "{actor} a bombardé {place} vendredi, selon {other}.",
]
ASKED = ["overview", "facts?sort=documents&order=desc", "facts?q=attaque+paris", "facts?sort=date&order=desc&status=denied", "timeline", "timeline?from=2023-01-01&to=2023-12-31"]
ASKED += ["network?limit=90", "map", "entities?q=pa&limit=8"]


def rows(name):
    with open(ROOT / "gazetteer" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dispatches(facts):
    """The same number gives the same dispatches. A twentieth more sentences than facts: some are said twice."""
    draw = random.Random(7)
    groups = [row["label"] for row in rows("curated/organisations.csv") if row["class"] == "ArmedGroup"]
    cities = [row["label"] for row in rows("cities.csv")[:4000] if row["label"].isalpha()]
    start = datetime.date(2015, 1, 1)
    for number in range(facts * 21 // 20 // SENTENCES):
        fill = lambda: {"actor": draw.choice(groups), "other": draw.choice(groups), "place": draw.choice(cities), "count": draw.randrange(50, 900)}
        text = "\n".join(draw.choice(TEMPLATES).format(**fill()) for _ in range(SENTENCES))
        date = start + datetime.timedelta(days=draw.randrange(4000))
        yield {"id": f"d{number}", "date": str(date), "source": f"Agence {number % SOURCES}", "language": "fr", "text": text}


def build(facts, folder):
    file = Path(folder) / "dispatches.jsonl"
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(dispatch, ensure_ascii=False) + "\n" for dispatch in dispatches(facts))
    start = time.time()
    subprocess.run([PROGRAM, "build", file, "--out", Path(folder) / "graph"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"build                 {time.time() - start:8.1f} s")


def memory(pid):
    """Proportional set size of a process and all below it, in MiB: what they share counts once."""
    tree, parents = {pid}, {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    while new := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= new
    lines = [line for one in tree for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024, len(tree)


def ask(base, path):
    times = []
    for _ in range(ROUNDS):
        start = time.time()
        with urllib.request.urlopen(f"{base}/api/{path}") as response:
            content = response.read()
        times.append(time.time() - start)
    print(f"{path[:44]:46}{sorted(times)[ROUNDS // 2] * 1000:8.0f} ms {len(content) / 1024:8.0f} KiB")


def measure(graph):
    start = time.time()
    process = subprocess.Popen([PROGRAM, "serve", "--graph", graph, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        print(f"start of the server   {time.time() - start:8.1f} s")
        for path in ASKED:
            ask(base, path)
        print("{:.0f} MiB in {} processes".format(*memory(process.pid)))
        packages = os.environ.get("PLAYWRIGHT", ROOT / "target/tmp/page")
        subprocess.run(["node", ROOT / "benches/page.mjs", packages, base, str(ROUNDS)], check=True)
    finally:
        process.terminate()
        process.wait()


def main(facts="100000", folder=None):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(folder or place)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "graph").exists():
            build(int(facts), folder)
        measure(folder / "graph")


if __name__ == "__main__":
    main(*sys.argv[1:])
