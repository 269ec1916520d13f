"""How many findings the templates of a document have, and which templates have them, without a look at each template.

An edit changes the numbers of its own templates only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from smslint.core.severity import SEVERITIES, Severity
from smslint.documents.regions import Splice

_NOT_ZERO = re.compile(rb"[^\0]")


class Tally:
    """The findings of some templates by severity. `found` are the severities of each template's findings."""

    def __init__(self, found: Iterable[Iterable[Severity]] = ()) -> None:
        self.totals: Counter[Severity] = Counter()
        self._counts = {severity: bytearray() for severity in SEVERITIES}
        for each in found:
            counts = Counter(each)
            self.totals += counts
            for severity, listed in self._counts.items():
                listed.append(min(counts[severity], 255))

    def having(self, severity: Severity) -> Iterator[tuple[int, int]]:
        """The numbers of the templates that have findings of a severity, in their order, and how many, at most 255."""
        for found in _NOT_ZERO.finditer(self._counts[severity]):
            yield found.start(), found[0][0]

    def spliced(self, splice: Splice, gone: Tally, now: Tally) -> Tally:
        """The tally after an edit, which took the templates of one tally away and brought those of another."""
        made = Tally()
        made.totals = self.totals - gone.totals + now.totals
        for severity, listed in self._counts.items():
            made._counts[severity] = listed[: splice.first] + now._counts[severity] + listed[splice.last :]
        return made
