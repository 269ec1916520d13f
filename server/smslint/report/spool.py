"""A part of a report that is written later than it is known, kept on disk once it is large."""

from __future__ import annotations

import shutil
from tempfile import SpooledTemporaryFile
from typing import Final, TextIO, cast

_IN_MEMORY: Final = 1 << 20


class Spool:
    """Text put aside, to be copied into the report in its time."""

    def __init__(self) -> None:
        # It outlives every block: it is written until the run ends, and `copy_to` closes it.
        self._file = SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )

    def write(self, text: str) -> None:
        """Add to what is put aside."""
        self._file.write(text)

    def copy_to(self, out: TextIO) -> None:
        """Write all of it, and let go of it."""
        self._file.seek(0)
        shutil.copyfileobj(cast(TextIO, self._file), out)
        self._file.close()
