"""Checks of telephone numbers and of the redirection information that must name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.declarations import phone_variables
from smslint.core.finding import Finding, Match, Value, text_match
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.core.template import Redirection
from smslint.messages.template import KEYS

_HYPHEN = lazy_pattern("(?<=[0-9)])[-‐-―−－](?=[0-9])")


def redirection_incomplete(analysis: Analysis) -> Iterator[Match]:
    """Finds entries of the redirection information that lack something or name what the content does not contain.

    There is one match for all keys that an entry lacks, and one for a number, domain or variable that is not in the
    content.
    """
    for index, entry in enumerate(analysis.template.redirection):
        place = Place(("redirection", index))
        lacking = [key for key in needed_keys(entry) if getattr(entry, key) in (None, "")]
        if lacking and lacking != ["icp_picture"]:  # of which the rule icp-material-missing speaks
            values: dict[str, Value] = {"number": index + 1, "keys": tuple(KEYS[key] for key in lacking)}
            yield Match(Span(place, 0, 0), values)
        if not analysis.is_complete or entry.kind == "none":
            continue
        if entry.variable and entry.variable not in analysis.used_names:
            span = Span(place / "variable", 0, len(entry.variable))
            yield Match(span, {"number": index + 1, "variable": entry.variable}, variant="no-variable")
        elif entry.value and not _is_in_content(entry, analysis):
            span = Span(place / "value", 0, len(entry.value))
            yield Match(span, {"number": index + 1, "value": entry.value}, variant="elsewhere")


def _is_in_content(entry: Redirection, analysis: Analysis) -> bool:
    """Whether the content contains the entry's number or domain. The value of a variable does not have to be in it."""
    if entry.variable:
        return True
    if any(names_domain(entry, link.host) for link in analysis.links):
        return True
    if any(names_number(entry, phone.digits) for phone in analysis.phones):
        return True
    return (entry.value or "") in analysis.content


def redirection_undeclared(analysis: Analysis) -> Iterator[Match]:
    """Finds numbers, links and telephone variables that no entry of the redirection information names."""
    template = analysis.template
    if "redirection" not in template.carries:
        return
    entries = template.redirection
    for link in analysis.links:
        if link.kind == "domain" and not any(names_domain(entry, link.host) for entry in entries):
            yield text_match(analysis, link.start, link.end, kind="domain", value=link.host, variable="")
    for phone in analysis.phones:
        if not any(names_number(entry, phone.digits) for entry in entries):
            kind = _KINDS[phone.kind]
            yield text_match(analysis, phone.start, phone.end, kind=kind, value=phone.digits, variable="")
    for used in phone_variables(analysis):
        if not any(entry.variable == used.name for entry in entries):
            yield text_match(analysis, used.start, used.end, kind="", value="", variable=used.name or "")


def fix_redirection_undeclared(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Adds an entry with what the content says: its kind and the number, domain or variable."""
    place = Place(("redirection", len(analysis.template.redirection)))
    keys = ("kind", "value", "variable")
    values = finding.match.values
    yield finding.fix(*(SetField(place / key, str(values[key])) for key in keys if values[key]))


def too_many_phones(analysis: Analysis, most: int) -> Iterator[Match]:
    """Finds the numbers after the first `most`, those in variables and fixed ones together."""
    numbers = _all_numbers(analysis)
    for start, end in numbers[most:]:
        yield _number_match(analysis, start, end, count=len(numbers), limit=most)


def mixed_phones(analysis: Analysis) -> Iterator[Match]:
    """Finds variables for numbers beside a fixed number: the vendor wants all in variables, or all in the text."""
    if analysis.phones:
        fixed = analysis.phones[0]
        for used in phone_variables(analysis):
            number = analysis.content[fixed.start : fixed.end]
            yield _number_match(analysis, used.start, used.end, variable=used.name or "", fixed=number)


def mobile_number(analysis: Analysis) -> Iterator[Match]:
    """Finds mobile numbers, which the vendor does not accept as contact details."""
    for phone in analysis.phones:
        if phone.kind == "mobile":
            yield _number_match(analysis, phone.start, phone.end)


def hyphenated_number(analysis: Analysis) -> Iterator[Match]:
    """Finds numbers with hyphens between their digits: templates with them may not be submitted."""
    for phone in analysis.phones:
        number = analysis.content[phone.start : phone.end]
        if _HYPHEN.search(number):
            yield _number_match(analysis, phone.start, phone.end, plain=_without_hyphens(number, len(phone.digits)))


def contact_risk(analysis: Analysis) -> Iterator[Match]:
    """Finds the first telephone number. Carriers may block contact details even in approved templates."""
    for start, end in _all_numbers(analysis)[:1]:
        yield _number_match(analysis, start, end)


def _all_numbers(analysis: Analysis) -> list[tuple[int, int]]:
    """Where all numbers are: those in variables and fixed ones together, in their order."""
    fixed = [(phone.start, phone.end) for phone in analysis.phones]
    return sorted([*fixed, *((used.start, used.end) for used in phone_variables(analysis))])


def _number_match(analysis: Analysis, start: int, end: int, **values: str | int) -> Match:
    return Match(analysis.span(start, end), {"number": analysis.content[start:end], **values})


def _without_hyphens(number: str, digits: int) -> str:
    """A number without the hyphens between its first `digits` digits; the one before an extension becomes 转."""
    places = [index for index, character in enumerate(number) if character.isdecimal()]
    end = places[digits - 1] + 1
    extension = number[end:]
    return _HYPHEN.sub("", number[:end]) + ("转" + extension[1:] if _HYPHEN.match(number, end) else extension)


_KINDS: Final = {
    "mobile": "other_phone",
    "landline": "fixed_phone",
    "400": "400_phone",
    "800": "800_phone",
    "95": "95_phone",
    "96": "96_phone",
    "1": "1_phone",
}
_SCHEME = lazy_pattern(r"^[a-z]+://|[/?#].*$", re.DOTALL)
_FOR_A_NUMBER: Final = ("kind", "company", "organization_code")
_FOR_A_DOMAIN: Final = ("kind", "value", "company", "organization_code", "icp_number", "icp_picture")


def names_domain(entry: Redirection, host: str) -> bool:
    """Whether an entry declares a link's host, or the domain that the host belongs to."""
    value = _SCHEME.sub("", (entry.value or "").strip().lower())
    return bool(value) and (host == value or host.endswith("." + value) or value == "www." + host)


def names_number(entry: Redirection, digits: str) -> bool:
    """Whether an entry declares a number, however the two are written."""
    value = re.sub("[^0-9]", "", entry.value or "")
    return len(value) > 4 and (value == digits or (len(digits) > 11 and digits.endswith(value)))


def needed_keys(entry: Redirection) -> tuple[str, ...]:
    """The keys that an entry of its kind must have; a variable can take the place of a number's value."""
    if entry.kind == "none":
        return ("value",)
    reason = ("reason",) if entry.company_differs else ()
    if entry.kind == "domain":
        return (*_FOR_A_DOMAIN, *reason)
    if entry.variable:
        return (*_FOR_A_NUMBER, *reason)
    return (*_FOR_A_NUMBER, "value", *reason)
