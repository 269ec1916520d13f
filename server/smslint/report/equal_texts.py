"""Templates with the same text and the same findings, which a report for people tells once, with their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.dataclass import dataclass
from smslint.report.reporter import address
from smslint.workspace.diagnostic import Diagnostic

_MOST: Final = 100_000
"""How many different texts and findings are remembered."""
_NAMED: Final = 10
"""How many of the templates are named."""


@dataclass(slots=True)
class EqualTexts:
    """The templates of one text: `first` is where its findings are told, `places` where those are that are not.

    `number` counts the templates whose findings are not told.
    """

    template: tuple[str, int]
    first: str
    number: int
    places: list[str]
    last: tuple[str, int] | None = None


class ToldTexts:
    """Remembers what was told. `is_repeated` takes the findings one by one; only those in templates are remembered."""

    def __init__(self) -> None:
        self._texts: dict[int, EqualTexts] = {}
        self._findings: set[int] = set()

    def is_repeated(self, diagnostic: Diagnostic) -> bool:
        """Whether the same finding was told of another template with the same text."""
        identity, content = diagnostic.template, diagnostic.content
        if identity is None or not content:
            return False
        text = hash(content)
        finding = hash((text, diagnostic.finding.rule.id, diagnostic.content_range, diagnostic.finding.message("en")))
        template = diagnostic.path, identity.index
        known = self._texts.get(text)
        if known is not None and known.template != template and finding in self._findings:
            if known.last != template:
                known.last = template
                known.number += 1
                if known.number <= _NAMED:
                    known.places.append(address(diagnostic))
            return True
        if len(self._findings) < _MOST:
            self._findings.add(finding)
            if known is None:
                self._texts[text] = EqualTexts(template, address(diagnostic), 0, [])
        return False

    def repeated(self) -> Iterator[EqualTexts]:
        """The texts of several templates."""
        return (each for each in self._texts.values() if each.number)
