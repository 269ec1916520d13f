"""Runs one batch of documents; a document may crash this process.

It prints the number of each document before it is tried, and then, as JSON, the violation or the result of its fixes.
"""

from __future__ import annotations

import faulthandler
import json
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from fuzz.document import document
from fuzz.invariants import FixResult, Invariants
from fuzz.violation import Violation

PATIENCE = 20
"""Seconds of CPU time after which a document counts as a hang; SIGPROF then ends the process."""


def run_invariants(
    invariants: Callable[[str, bytes, Random], FixResult], name: str, data: bytes
) -> FixResult | tuple[str, str]:
    """The result of fixing a document, or the kind and details of a violation."""
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        return invariants(name, data, Random(len(data)))
    except Violation as error:
        return error.kind, str(error)
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.name}", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def violation_of(
    invariants: Callable[[str, bytes, Random], FixResult], name: str, data: bytes
) -> tuple[str, str] | None:
    """The kind and details of a document's violation, None if there is none."""
    found = run_invariants(invariants, name, data)
    return None if isinstance(found, FixResult) else found


def _watch() -> None:
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)


def main(seed: int, start: int, stop: int, unsafe: bool) -> None:
    _watch()
    with tempfile.TemporaryDirectory() as folder:
        invariants = Invariants(Path(folder), unsafe)
        for number in range(start, stop):
            print(number, flush=True)
            found = run_invariants(invariants, *document(seed, number))
            if isinstance(found, FixResult):
                fixed = None if found.fixed is None else sha256(found.fixed).hexdigest()
                print(json.dumps({"number": number, "fixed": fixed, "conflict": found.conflict}))
            else:
                print(json.dumps({"number": number, "kind": found[0], "detail": found[1]}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        path = Path(sys.argv[1])
        with tempfile.TemporaryDirectory() as folder:
            name, data = path.name.partition("-")[2] or path.name, path.read_bytes()
            told = [violation_of(Invariants(Path(folder), unsafe), name, data) for unsafe in (False, True)]
        print("\n".join(each[1] for each in told if each) or "nothing found")
        sys.exit(told != [None, None])
    main(*map(int, sys.argv[1:4]), unsafe=sys.argv[4:] == ["unsafe"])
