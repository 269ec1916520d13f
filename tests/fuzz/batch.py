"""One batch of documents, in the process that it may bring down.

Standard output says which document is next, and, as JSON, what does not hold of it or what fixes make of it.
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

from fuzz.broken import Broken
from fuzz.document import document
from fuzz.holding import Holding, Outcome

PATIENCE = 20
"""Seconds of processor time after which a document counts as one that hangs; SIGPROF then ends the process."""


def outcome_of(holding: Callable[[str, bytes, Random], Outcome], name: str, data: bytes) -> Outcome | tuple[str, str]:
    """What fixes make of a document, or what does not hold of it and the particulars."""
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        return holding(name, data, Random(len(data)))
    except Broken as error:
        return error.kind, str(error)
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.name}", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def kind_of(holding: Callable[[str, bytes, Random], Outcome], name: str, data: bytes) -> tuple[str, str] | None:
    """What does not hold of a document, and its particulars."""
    found = outcome_of(holding, name, data)
    return None if isinstance(found, Outcome) else found


def _watch() -> None:
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)


def main(seed: int, start: int, stop: int, unsafe: bool) -> None:
    _watch()
    with tempfile.TemporaryDirectory() as folder:
        holding = Holding(Path(folder), unsafe)
        for number in range(start, stop):
            print(number, flush=True)
            found = outcome_of(holding, *document(seed, number))
            if isinstance(found, Outcome):
                fixed = None if found.fixed is None else sha256(found.fixed).hexdigest()
                print(json.dumps({"number": number, "fixed": fixed, "conflicts": found.conflicts}))
            else:
                print(json.dumps({"number": number, "kind": found[0], "detail": found[1]}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        path = Path(sys.argv[1])
        with tempfile.TemporaryDirectory() as folder:
            name, data = path.name.partition("-")[2] or path.name, path.read_bytes()
            told = [kind_of(Holding(Path(folder), unsafe), name, data) for unsafe in (False, True)]
        print("\n".join(each[1] for each in told if each) or "nothing found")
        sys.exit(told != [None, None])
    main(*map(int, sys.argv[1:4]), unsafe=sys.argv[4:] == ["unsafe"])
