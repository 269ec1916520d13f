"""Whether a name is that of a public authority: its applications are reviewed otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.lexicon import Lexicon, marked_group
from smslint.core.normalized_text import Folding
from smslint.dataclass import dataclass

TABLE = "authorities"


@dataclass
class Authorities:
    """What finds the words of the table in names; made once for a lexicon."""

    lexicon: Lexicon

    def named_in(self, name: str) -> str | None:
        """The first word of a name that is what an authority is called, folded; None if no word is."""
        return next(self._words(self.lexicon.compiled(Folding).fold(name)), None)

    def _words(self, name: str) -> Iterator[str]:
        table = self.lexicon.tables[TABLE]
        silent = [
            found.span() for each in table.exceptions if each in name for found in re.finditer(re.escape(each), name)
        ]
        found = [
            (match.start(), match.end(), match[marked_group(match)])
            for term in table.terms
            if term.term in name
            for match in self.lexicon.pattern(term.pattern or re.escape(term.term)).finditer(name)
        ]
        for start, end, word in sorted(found):
            if not any(first < end and start < last for first, last in silent):
                yield word
