"""Starts Virtuoso on 127.0.0.1, loads N-Quads, answers queries and stops it. Usage: virtuoso.py FILE.nq QUERY_FILE...

Prints `quads`, the number loaded, and under the name of each query file its SPARQL JSON result, or `error` with what Virtuoso says.
Database, log and settings live in a temporary folder; the ports are free ones; nothing of an installed service is touched.
Needs `virtuoso-t` and `isql-vt`, which Debian's package `virtuoso-opensource` brings. Nothing but the standard library.
"""
import contextlib
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
SchedulerInterval = 10
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
EnabledDavVSP = 0
Charset = UTF-8
[Client]
SQL_QUERY_TIMEOUT = 0
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 300
[Plugins]
"""
READY_IN = 120  # seconds
# Flags of TTLP: 512 reads N-Quads; the others let through what the N-Quads standard allows and Virtuoso finds odd.
N_QUADS = 512


def free_ports(number):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.sql, self.http = free_ports(2)
        settings = folder / "virtuoso.ini"
        settings.write_text(SETTINGS.format(folder=folder, sql=self.sql, http=self.http))
        self.log = folder / "output.log"
        with self.log.open("w") as log:
            command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
            self.process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)

    def wait(self):
        end = time.monotonic() + READY_IN
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.http}/sparql?query=ASK%7B%7D", timeout=10).close()
                return
            time.sleep(0.2)
        sys.exit(f"Virtuoso did not start:\n{self.log.read_text()}")

    def execute(self, statement):
        """One statement of SQL; what it prints."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", "ERRORS=STDOUT", "VERBOSE=OFF", f"EXEC={statement}"]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        if "*** Error" in output:
            sys.exit(f"Virtuoso refuses `{statement}`:\n{output}")
        return output

    def load(self, path):
        copy = self.folder / "graph.nq"
        shutil.copy(path, copy)
        self.execute(f"DB.DBA.TTLP(file_open('{copy}'), '', 'urn:default', {N_QUADS})")

    def ask(self, query):
        """The answer as SPARQL JSON, or the error as text."""
        form = urllib.parse.urlencode({"query": query}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.http}/sparql", form, {"Accept": "application/sparql-results+json"})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.loads(answer.read().decode())
        except urllib.error.HTTPError as error:
            return {"error": error.read().decode(errors="replace")}

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def main(data, queries):
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder))
        try:
            server.wait()
            server.load(data)
            # Virtuoso keeps graphs of its own beside ours.
            ours = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'https://w3id.org/depeche/')) }"
            out = {"quads": int(server.ask(ours)["results"]["bindings"][0]["n"]["value"])}
            for path in map(pathlib.Path, queries):
                out[path.stem] = server.ask(path.read_text(encoding="utf-8"))
        finally:
            server.stop()
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
