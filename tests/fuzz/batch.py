"""One batch of documents, in the process that it may bring down.

Standard output says which document is next, and, as JSON, what does not hold of it.
"""

from __future__ import annotations

import faulthandler
import json
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from random import Random

from fuzz.document import document
from fuzz.holding import Broken, Holding

PATIENCE = 20
"""Seconds of processor time after which a document counts as one that hangs; SIGPROF then ends the process."""


def kind_of(holding: Holding, name: str, data: bytes) -> tuple[str, str] | None:
    """What does not hold of a document, and its particulars."""
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        holding(name, data, Random(len(data)))
    except Broken as error:
        return error.kind, str(error)
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.name}", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def _watch() -> None:
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)


def main(seed: int, start: int, stop: int) -> None:
    _watch()
    with tempfile.TemporaryDirectory() as folder:
        holding = Holding(Path(folder))
        for number in range(start, stop):
            print(number, flush=True)
            name, data = document(seed, number)
            found = kind_of(holding, name, data)
            if found:
                print(json.dumps({"number": number, "kind": found[0], "detail": found[1]}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        path = Path(sys.argv[1])
        with tempfile.TemporaryDirectory() as folder:
            told = kind_of(Holding(Path(folder)), path.name.partition("-")[2] or path.name, path.read_bytes())
        print(told[1] if told else "nothing found")
        sys.exit(told is not None)
    main(*map(int, sys.argv[1:]))
