"""Whether each entry of the redirection information is whole, and names what the content holds."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.place import Place, Span
from smslint.core.redirections import names_domain, names_number, needed_keys
from smslint.core.template import Redirection
from smslint.messages.template import KEYS


def find(analysis: Analysis) -> Iterator[Match]:
    """One match an entry for what it lacks, and one for a number, domain or variable that the content does not use."""
    for index, entry in enumerate(analysis.template.redirection):
        place = Place(("redirection", index))
        lacking = [key for key in needed_keys(entry) if getattr(entry, key) in (None, "")]
        if lacking:
            values: dict[str, Value] = {"number": index + 1, "keys": tuple(KEYS[key] for key in lacking)}
            yield Match(Span(place, 0, 0), values)
        if not analysis.is_complete:
            continue
        if entry.variable and entry.variable not in analysis.used_names:
            span = Span(place / "variable", 0, len(entry.variable))
            yield Match(span, {"number": index + 1, "variable": entry.variable}, variant="no-variable")
        elif entry.value and not _is_held(entry, analysis):
            span = Span(place / "value", 0, len(entry.value))
            yield Match(span, {"number": index + 1, "value": entry.value}, variant="elsewhere")


def _is_held(entry: Redirection, analysis: Analysis) -> bool:
    """Whether the content holds the entry's number or domain; what stands for a variable need not be in it."""
    if entry.variable:
        return True
    if any(names_domain(entry, link.host) for link in analysis.links):
        return True
    if any(names_number(entry, phone.digits) for phone in analysis.phones):
        return True
    return (entry.value or "") in analysis.content
