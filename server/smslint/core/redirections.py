"""Which entry of the redirection information belongs to which number or link."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Redirection

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


def kind_of_phone(kind: str) -> str:
    """The kind of entry for a kind of number."""
    return _KINDS[kind]


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
    if entry.kind == "domain":
        return _FOR_A_DOMAIN
    if entry.variable:
        return _FOR_A_NUMBER
    return (*_FOR_A_NUMBER, "value")
