"""Tries outputs, signals, saves, hostile checkouts, settings and caches, then documents, and keeps failures small."""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from fuzz.batch import violation_of
from fuzz.command_run import CommandRun, Failure, FixedDocument, fixes_unsafely
from fuzz.document import document
from fuzz.invariants import Invariants
from fuzz.minimize import minimize
from fuzz.outputs import PAYLOADS, require_text
from fuzz.projects import caches, projects, sessions, settings
from fuzz.saves import saves
from fuzz.signals import moments
from fuzz.violation import Violation

BATCH = 1000
TESTS = Path(__file__).parents[1]


def batch(seed: int, start: int, stop: int) -> tuple[Counter[str], list[Failure]]:
    """The number of documents by format, and the failures: first of the library, then of the command line."""
    number = start // BATCH
    unsafe = fixes_unsafely(number)
    failures: list[Failure] = []
    outcomes: dict[int, dict[str, object]] = {}
    first = start
    while first < stop:
        command = [sys.executable, "-m", "fuzz.batch", *map(str, (seed, first, stop)), *["unsafe"][:unsafe]]
        done = subprocess.run(command, cwd=TESTS, capture_output=True, text=True, errors="replace")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        for line in lines:
            if isinstance(line, dict) and "kind" in line:
                failures.append((line["number"], line["kind"], line["detail"]))
            elif isinstance(line, dict):
                outcomes[line.pop("number")] = line
        if done.returncode == 0:
            break
        numbers = [line for line in lines if isinstance(line, int)]
        if not numbers:
            raise SystemExit(done.stderr)
        hung = done.returncode == -signal.SIGPROF
        failures.append((numbers[-1], "a hang" if hung else f"the process ended with {done.returncode}", done.stderr))
        first = numbers[-1] + 1
    tried = [FixedDocument(number, *document(seed, number), **found) for number, found in outcomes.items()]  # type: ignore[arg-type]
    if tried:
        failures += CommandRun(tried, number)()
    return Counter(name for name, _ in (document(seed, number) for number in range(start, stop))), failures


def keep(seed: int, number: int, kind: str, detail: str, folder: Path) -> None:
    """Save a document that shows a failure; it is minimized if the failure does not end this process."""
    name, data = document(seed, number)
    if kind != "a hang" and "process ended" not in kind:
        invariants = Invariants(folder, fixes_unsafely(number // BATCH))

        def shows(smaller: bytes) -> bool:
            found = violation_of(invariants, name, smaller)
            return found is not None and found[0] == kind

        if shows(data):
            data = minimize(data, shows)
            found = violation_of(invariants, name, data)
            detail = found[1] if found else detail
    (folder / f"{number}-{name}").write_bytes(data)
    (folder / f"{number}.txt").write_text(f"{kind}\n{detail}\n", encoding="utf-8")


def main() -> int:
    given = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    given.add_argument("--documents", type=int, default=100_000)
    given.add_argument("--signals", type=int, default=500, help="signals at random moments of commands that write")
    given.add_argument("--saves", type=int, default=500, help="saves at random moments while files are fixed")
    given.add_argument(
        "--projects", type=int, default=100, help="hostile checkouts, on the command line and in the server"
    )
    given.add_argument("--settings", type=int, default=1000, help="mutated settings files")
    given.add_argument("--caches", type=int, default=10_000, help="flipped bytes of a compiled catalog")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--start", type=int, default=0)
    given.add_argument("--jobs", type=int, default=1)
    given.add_argument("--keep", type=Path, help="folder for the documents that show failures")
    options = given.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    kinds: Counter[str] = Counter()
    for number, payload in enumerate(PAYLOADS):
        with tempfile.TemporaryDirectory() as project:
            try:
                require_text(Path(project), payload)
            except Violation as error:
                kinds[error.kind] += 1
                print(f"output {number}: {str(error)[:2000]!a}", flush=True)
    others = (
        moments(options.signals, options.seed),
        saves(options.saves, options.seed),
        projects(options.projects, options.seed),
        sessions(options.projects, options.seed),
        settings(options.settings, options.seed),
        caches(options.caches, options.seed),
    )
    for kind, detail in chain.from_iterable(others):
        kinds[kind] += 1
        print(f"{kind}: {detail[:2000]!a}", flush=True)
    formats: Counter[str] = Counter()
    began, stop = time.monotonic(), options.start + options.documents
    starts = range(options.start, stop, BATCH)
    with ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(lambda start: batch(options.seed, start, min(start + BATCH, stop)), starts)
        for of_format, failures in results:
            formats += of_format
            for number, kind, detail in failures:
                kinds[kind] += 1
                if kinds[kind] <= 3:
                    keep(options.seed, number, kind, detail, folder)
                    print(f"{number}: {kind}", flush=True)
            print(f"{formats.total()} documents, {time.monotonic() - began:.0f} s", flush=True)
    for name, count in formats.most_common():
        print(f"{count:6} {name.removeprefix('a')}")
    for kind, count in kinds.most_common():
        print(f"{count:6} {kind}")
    print(f"{formats.total()} documents, {sum(kinds.values())} failures, kept in {folder}")
    return int(bool(kinds))


if __name__ == "__main__":
    sys.exit(main())
