"""Whether the redirection information names every number, link and telephone variable of a content."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Change, Fix, SetField
from smslint.core.declarations import phone_variables
from smslint.core.finding import Finding, Match
from smslint.core.place import Place
from smslint.core.redirections import kind_of_phone, names_domain, names_number
from smslint.core.rule import FixPlan


def find(analysis: Analysis) -> Iterator[Match]:
    """One match for each that no entry names."""
    template = analysis.template
    if "redirection" not in template.carries:
        return
    entries = template.redirection
    for link in analysis.links:
        if link.kind == "domain" and not any(names_domain(entry, link.host) for entry in entries):
            yield _match(analysis, link.start, link.end, "domain", link.host)
    for phone in analysis.phones:
        if not any(names_number(entry, phone.digits) for entry in entries):
            yield _match(analysis, phone.start, phone.end, kind_of_phone(phone.kind), phone.digits)
    for used in phone_variables(analysis):
        if not any(entry.variable == used.name for entry in entries):
            yield _match(analysis, used.start, used.end, "", "", used.name or "")


def _match(analysis: Analysis, start: int, end: int, kind: str, value: str, variable: str = "") -> Match:
    text = analysis.content[start:end]
    return Match(analysis.span(start, end), {"text": text, "kind": kind, "value": value, "variable": variable})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Adds an entry with all that the content tells: its kind and the number, domain or variable."""
    place = Place(("redirection", len(analysis.template.redirection)))
    keys = ("kind", "value", "variable")
    told = {key: str(finding.match.values[key]) for key in keys if finding.match.values[key]}
    changes: tuple[Change, ...] = tuple(SetField(place / key, value) for key, value in told.items())
    yield Fix(plan.title.fill(**finding.match.values), plan.safety, changes)
