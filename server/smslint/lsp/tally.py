"""How many findings the templates of a document have, and which templates have them, without a look at each template.

An edit changes the numbers of its own templates only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from smslint.core.severity import SEVERITIES, Severity
from smslint.documents.regions import Splice


class Tally:
    """The findings of some templates by severity. `found` are the severities of each template's findings."""

    def __init__(self, found: Iterable[Iterable[Severity]] = ()) -> None:
        self.totals: Counter[Severity] = Counter()
        self._marks = {severity: bytearray() for severity in SEVERITIES}
        for each in found:
            counts = Counter(each)
            self.totals += counts
            for severity, marks in self._marks.items():
                marks.append(counts[severity] > 0)

    def having(self, severity: Severity) -> Iterator[int]:
        """The numbers of the templates that have findings of a severity, in their order."""
        marks, at = self._marks[severity], -1
        while (at := marks.find(1, at + 1)) >= 0:
            yield at

    def spliced(self, splice: Splice, gone: Tally, now: Tally) -> Tally:
        """The tally after an edit, which took the templates of one tally away and brought those of another."""
        made = Tally()
        made.totals = self.totals - gone.totals + now.totals
        for severity, marks in self._marks.items():
            made._marks[severity] = marks[: splice.first] + now._marks[severity] + marks[splice.last :]
        return made
