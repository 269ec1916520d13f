"""What is wrong in an entry of the redirection information: kind and number, domain, company, codes and filings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smslint.core.checks.contacts import names_domain
from smslint.core.patterns import lazy_pattern
from smslint.core.registration import (
    CODE_LENGTH,
    check_character,
    folded_number,
    foreign_characters,
    icp_form,
)
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import application as messages

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.template import Redirection


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is wrong with the value of a key: code points `start` to `end`; `to` is what it should be, if that is known.

    `rare` faults are only unusual.
    """

    key: str
    what: Bilingual
    start: int
    end: int
    to: str | None = None
    rare: bool = False


_MOBILE = lazy_pattern(r"(?:\+?86|0086)?1[3-9][0-9]{9}")
_FORMS: Final = {
    "400_phone": lazy_pattern("400[0-9]{7}"),
    "800_phone": lazy_pattern("800[0-9]{7}"),
    "95_phone": lazy_pattern("95[0-9]{3,6}"),
    "96_phone": lazy_pattern("96[0-9]{3,4}"),
    "1_phone": lazy_pattern("1[0-9]{2,7}"),
    "fixed_phone": lazy_pattern(r"(?:(?:\+?86|0086)0?|0)(?:10|2[0-9]|[3-9][0-9]{2})[1-9][0-9]{6,7}"),
}
"""The numbers of each kind."""
_NO_AREA = lazy_pattern("[2-8][0-9]{6,7}")
_EXTENSION = lazy_pattern(r"(?:转|分机|ext\.?|[-−]转?)[ :：.]?[0-9]{1,6}\Z")
_SIGNS = lazy_pattern(r"[-‐-―−－() （）\s]+")
_HOST = lazy_pattern(r"(?:[a-z]+://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:].*)?")


def entry_faults(entry: Redirection, analysis: Analysis) -> Iterator[EntryFault]:
    """The faults of an entry, in the order of its keys."""
    value = (entry.value or "").strip()
    if entry.kind == "none":
        if value and analysis.is_complete and value not in analysis.content:
            yield _whole("value", entry.value or "", messages.NOT_IN_CONTENT)
        return
    if value and not entry.variable:
        yield from _value_faults(entry, value, analysis)
    if entry.organization_code:
        yield from _code_faults(entry.organization_code)
    if entry.icp_number and (form := icp_form(entry.icp_number)) != "known":
        what = {"rare": messages.ICP_RARE, "police": messages.ICP_POLICE}.get(form, messages.ICP_OTHER)
        yield EntryFault("icp_number", what, 0, len(entry.icp_number), rare=form == "rare")
    if entry.company and not (entry.reason or entry.company_differs):
        yield from _company_faults(entry.company, analysis)


def _whole(key: str, value: str, what: Bilingual, to: str | None = None) -> EntryFault:
    return EntryFault(key, what, 0, len(value), to)


def _kind_of(digits: str) -> str | None:
    """The kind of a number, if any."""
    return next((kind for kind, form in _FORMS.items() if form.fullmatch(digits)), None)


def _digits(value: str) -> str:
    """The digits of a number without its extension."""
    digits = _SIGNS.sub("", value)
    return digits if _kind_of(digits) or _MOBILE.fullmatch(digits) else _SIGNS.sub("", _EXTENSION.sub("", value))


def _value_faults(entry: Redirection, value: str, analysis: Analysis) -> Iterator[EntryFault]:
    """Whether a value is of the entry's kind; a domain must be that of the link."""
    kind, digits = entry.kind, _digits(value)
    if kind == "domain" and not digits.isdigit():
        links = [link for link in analysis.links if link.kind == "domain"]
        if links and not any(names_domain(entry, link.host) for link in links):
            yield _whole("value", entry.value or "", messages.NOT_THE_LINK, links[0].host)
        return
    if kind is None or kind == "other_phone":
        return
    if _MOBILE.fullmatch(digits):
        yield _whole("value", entry.value or "", messages.MOBILE)
    elif kind not in _FORMS or not _FORMS[kind].fullmatch(digits):
        named = messages.OTHER_KIND.fill(kind=kind)
        right = _kind_of(digits)
        if right is None and _HOST.fullmatch(value.lower()):
            right = "domain"
        if right is not None:
            yield _whole("kind", kind, named, right)
        elif kind == "fixed_phone" and _NO_AREA.fullmatch(digits):
            yield _whole("value", entry.value or "", messages.NO_AREA)
        else:
            yield _whole("value", entry.value or "", messages.NO_SUCH_NUMBER.fill(kind=kind))


def _code_faults(written: str) -> Iterator[EntryFault]:
    """What is wrong with a unified social credit code."""
    code = folded_number(written)
    if len(code) != CODE_LENGTH:
        yield _whole("organization_code", written, messages.CODE_LENGTH.fill(length=len(code)))
    elif foreign := foreign_characters(code):
        what = messages.CODE_CHARACTERS.fill(characters=tuple(foreign))
        at = re.search(f"[{re.escape(foreign)}]", written.upper())
        start, end = at.span() if at else (0, len(written))
        yield EntryFault("organization_code", what, start, end)
    elif (last := check_character(code)) != code[-1]:
        end = len(written.rstrip())
        what = messages.CODE_CHECK.fill(last=code[-1])
        yield EntryFault("organization_code", what, end - 1, end, code[:-1] + last)


def _company_faults(company: str, analysis: Analysis) -> Iterator[EntryFault]:
    """Whether the company is that of the signature's qualification, as far as the account is known."""
    account = analysis.account
    if account is None:
        return
    known = account.by_name.get((analysis.template.signature or "").strip(), ())
    qualified = {
        qualification.company
        for each in known
        if (qualification := account.qualifications.get(each.qualification or "")) is not None and qualification.company
    }
    if qualified and _plain(company) not in map(_plain, qualified):
        yield _whole("company", company, messages.NOT_THE_COMPANY.fill(company=sorted(qualified)[0]))


def _plain(company: str) -> str:
    """A company's name as it is compared."""
    return folded_number(company).replace("(", "").replace(")", "")
