"""Templates with the same text and the same findings, which a report for people tells once, with their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from smslint.dataclass import dataclass
from smslint.report.reporter import address
from smslint.workspace.diagnostic import Diagnostic, digest

_MOST: Final = 100_000
"""How many different texts and findings are remembered."""
_NAMED: Final = 10
"""How many of the templates are named."""


ComparedFinding: TypeAlias = tuple[int, int, str, int, str]
"""Digests of a template's text and of a finding in it, the template's path and index, and the finding's address."""


def compared_finding(diagnostic: Diagnostic) -> ComparedFinding | None:
    """A finding as it is compared with others; None if it is in no template with a text."""
    identity, content = diagnostic.template, diagnostic.content
    if identity is None or not content:
        return None
    about = diagnostic.finding.rule.id, str(diagnostic.content_range), diagnostic.finding.message("en")
    text, finding = _number(content), _number(content, *about)
    return text, finding, diagnostic.path, identity.index, address(diagnostic)


def _number(*texts: str) -> int:
    return int(digest(*texts)[:16], 16)


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
    """Remembers what was told of templates."""

    def __init__(self) -> None:
        self._texts: dict[int, EqualTexts] = {}
        self._findings: set[int] = set()

    def is_repeated(self, finding: ComparedFinding | None) -> bool:
        """Whether the same finding was told of another template with the same text. Takes findings one by one."""
        if finding is None:
            return False
        text, found, path, index, place = finding
        template = path, index
        known = self._texts.get(text)
        if known is not None and known.template != template and found in self._findings:
            if known.last != template:
                known.last = template
                known.number += 1
                if known.number <= _NAMED:
                    known.places.append(place)
            return True
        if len(self._findings) < _MOST:
            self._findings.add(found)
            if known is None:
                self._texts[text] = EqualTexts(template, place, 0, [])
        return False

    def repeated(self) -> Iterator[EqualTexts]:
        """The texts of several templates."""
        return (each for each in self._texts.values() if each.number)
