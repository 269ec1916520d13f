"""Checks of a template beside what is known of its account. Without a lock and settings about the account, all but
`template_code_format` find nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from smslint.core.account import CARRIERS, AccountSignature
from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.comparison import REVIEWED, compare, written_out
from smslint.core.finding import Finding, Match, Value
from smslint.core.nearest import nearest_name
from smslint.core.patterns import lazy_pattern
from smslint.core.place import CODE, CONTENT, VARIABLES, Place, Span
from smslint.core.sending import TEST_TAGS
from smslint.messages import Bilingual
from smslint.messages import diff as messages
from smslint.messages.api import STATUSES
from smslint.messages.template import TYPE_NAMES

_CODE_FORMAT: Final = lazy_pattern(r"(?:DIGITAL_)?SMS_[0-9]+")
_TEST_WORD: Final = lazy_pattern(r"测试|測試|test", 2)  # in any case
_UNFILED: Final = ("failed", "expired", "filing", "not-filed")


def _code_span(analysis: Analysis) -> Span:
    return Span(CODE, 0, len(analysis.template.code or ""))


def approved_template_changed(analysis: Analysis) -> Iterator[Match]:
    """Finds what differs from an approved template and cannot be changed: one match for each changed run of the
    content, each changed attribute, and the type."""
    if analysis.account is None or not analysis.template.code:
        return
    found = compare(analysis, analysis.account)
    if found.verdict != "new-template":
        return
    for each in found.differences:
        if each.part not in REVIEWED or each.part.startswith("variable-"):
            continue
        before, after = written_out(each)
        part = messages.PARTS[each.part].fill(name=f"${{{each.name}}}")
        values: dict[str, Value] = {
            "code": found.code or "",
            "part": part,
            "before": before or messages.NOTHING,
            "after": after or messages.NOTHING,
        }
        if each.after_span is not None:
            start, end = each.after_span
            if start == end:  # text is gone: what stands beside is marked
                start, end = (start - 1, end) if start else (start, min(1, len(analysis.content)))
            yield Match(Span(CONTENT, start, end), values)
        elif each.part == "attribute" and each.name is not None:
            yield Match(Span(VARIABLES / each.name / "attribute", 0, len(after)), {**values, "variable": each.name})
        else:
            yield Match(Span(Place(("type",)), 0, len(after)), values)


def fix_approved_template_changed(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Restores what was approved, or removes the code, so that the template is applied for anew."""
    code = analysis.template.code or ""
    record = analysis.account.templates.get(code) if analysis.account else None
    if record is None:
        return
    place, name = finding.span.place, finding.match.values.get("variable")
    if place == CONTENT and record.content is not None:
        yield finding.fix(SetField(CONTENT, record.content))
    elif name is not None and record.variables:
        yield finding.fix(SetField(place, record.variables[str(name)]))
    elif place == Place(("type",)):
        yield finding.fix(SetField(place, record.type))
    yield Fix(messages.APPLY_ANEW.fill(code=code), "unsafe", (SetField(CODE, None),))


def template_not_approved(analysis: Analysis) -> Iterator[Match]:
    """Finds codes of templates that are rejected, canceled or in review (variant of that name)."""
    record = analysis.account.templates.get(analysis.template.code or "") if analysis.account else None
    if record is None or record.status in (None, "approved"):
        return
    status = record.status or ""
    reason = messages.REASON.fill(reason=record.reason) if record.reason else ""
    values: dict[str, Value] = {"code": record.code, "status": STATUSES[status], "reason": reason}
    yield Match(_code_span(analysis), values, variant="in-review" if status == "in-review" else None)


def template_code_unknown(analysis: Analysis) -> Iterator[Match]:
    """Finds codes that a complete list of the account does not have."""
    account, code = analysis.account, analysis.template.code
    if account is None or not code or not _CODE_FORMAT.fullmatch(code) or "template" not in account.complete:
        return
    if code not in account.templates:
        values: dict[str, Value] = {
            "code": code,
            "count": len(account.templates),
            "date": account.complete["template"][:10],
        }
        yield Match(_code_span(analysis), values)


def fix_template_code_unknown(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes the code of the only approved template with the same text."""
    code = _only_twin(analysis)
    if code is not None:
        yield finding.fix(SetField(CODE, code), to=code)


def _only_twin(analysis: Analysis) -> str | None:
    """The code of the one approved template that has the same text and type; None if there are several or none."""
    assert analysis.account is not None
    key = (analysis.content, analysis.type)
    twins = [each for each in analysis.account.by_content.get(key, ()) if each.status == "approved"]
    return twins[0].code if len(twins) == 1 else None


def template_code_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds templates without a code whose text the account already has."""
    if analysis.account is None or not analysis.template.lacks("code"):
        return
    found = compare(analysis, analysis.account)
    if found.verdict == "adopt":
        first = next((each for each in found.twins if each.status == "approved"), found.twins[0])
        status = STATUSES[first.status] if first.status else "-"
        yield Match(Span(CODE, 0, 0), {"code": first.code, "status": status})


def fix_template_code_missing(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes the code, if exactly one approved template has this text."""
    code = _only_twin(analysis)
    if code is not None:
        yield finding.fix(SetField(CODE, code), to=code)


def template_code_format(analysis: Analysis) -> Iterator[Match]:
    """Finds codes that the vendor cannot have made."""
    code = analysis.template.code
    if code and not _CODE_FORMAT.fullmatch(code):
        yield Match(_code_span(analysis), {"code": code})


def _signatures(analysis: Analysis) -> Iterator[tuple[str, Span, tuple[AccountSignature, ...]]]:
    """The signatures that a template names, each with its place and what the account has by that name."""
    account = analysis.account
    if account is None:
        return
    for name, path in analysis.template.signature_places():
        yield name, Span(Place(path), 0, len(name)), account.by_name.get(name, ())


def _medium(analysis: Analysis) -> str:
    return "digital" if analysis.type == "digital" else "text"


def _fitting(analysis: Analysis, known: tuple[AccountSignature, ...]) -> tuple[AccountSignature, ...]:
    """Those that are for the medium of a template."""
    return tuple(each for each in known if each.medium == _medium(analysis))


def unknown_signature(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures that the account does not have. Variant `complete` if a whole list was read, `spelling` if one
    differs in case, width or blanks only."""
    account = analysis.account
    if (
        account is None
        or analysis.type == "international"
        or not (account.signatures or account.complete.get("signature"))
    ):
        return
    for name, span, known in _signatures(analysis):
        if known:
            continue
        similar = next((each for each in account.by_name if _folded(each) == _folded(name)), None)
        if similar is not None:
            values: dict[str, Value] = {"signature": name, "nearest": similar, "difference": _difference(name, similar)}
            yield Match(span, values, variant="spelling")
            continue
        nearest = nearest_name(name, account.by_name)
        hint = messages.NEAREST.fill(nearest=nearest) if nearest else ""
        complete = analysis.type != "digital" and "signature" in account.complete
        yield Match(span, {"signature": name, "nearest": hint}, variant="complete" if complete else None)


def _folded(name: str) -> str:
    from unicodedata import normalize

    return "".join(normalize("NFKC", name).casefold().split())


def _difference(name: str, other: str) -> Bilingual:
    if name.casefold() == other.casefold():
        return messages.BY_CASE
    return messages.BY_BLANKS if "".join(name.split()) == "".join(other.split()) else messages.BY_WIDTH


def fix_unknown_signature(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes the nearest signature of the account."""
    assert analysis.account is not None
    name = str(analysis.template.value_at(finding.span.place) or "")
    nearest = next((each for each in analysis.account.by_name if _folded(each) == _folded(name)), None)
    nearest = nearest or nearest_name(name, analysis.account.by_name)
    if nearest is not None:
        yield finding.fix(SetField(finding.span.place, nearest), to=nearest)


def signature_not_approved(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures that are rejected, canceled or in review (variant of that name)."""
    for name, span, known in _signatures(analysis):
        states = [each.status for each in _fitting(analysis, known)]
        if not states or "approved" in states or None in states:
            continue
        status = "in-review" if "in-review" in states else str(states[0])
        values: dict[str, Value] = {"signature": name, "status": STATUSES[status]}
        yield Match(span, values, variant="in-review" if status == "in-review" else None)


def signature_scene(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures for verification codes only, in templates of another type."""
    for name, span, known in _signatures(analysis):
        scenes = {each.scene for each in known if each.medium == "text" and each.status in (None, "approved")}
        if scenes == {"verification"}:
            yield Match(span, {"signature": name})


def signature_kind(analysis: Analysis) -> Iterator[Match]:
    """Finds text signatures in digital templates, and digital ones in text templates."""
    for name, span, known in _signatures(analysis):
        if known and not _fitting(analysis, known):
            needs = _medium(analysis)
            has = "text" if needs == "digital" else "digital"
            yield Match(
                span,
                {
                    "signature": name,
                    "has": messages.MEDIA[has],
                    "needs": messages.MEDIA[needs],
                    "type": TYPE_NAMES[analysis.type],
                },
            )


def signature_not_filed(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures that a carrier has not filed; in digital templates (variant `digital`) those that none has."""
    for name, span, known in _signatures(analysis):
        filings = [each.carriers for each in _fitting(analysis, known) if each.carriers is not None]
        if not filings:
            continue
        filed = {carrier for each in filings for carrier, state in each.items() if state in ("filed", "to-verify")}
        if analysis.type == "digital":
            if not filed:
                yield Match(span, {"signature": name, "carriers": _carriers(set(CARRIERS))}, variant="digital")
            continue
        unfiled = {carrier for each in filings for carrier, state in each.items() if state in _UNFILED} - filed
        if unfiled:
            yield Match(span, {"signature": name, "carriers": _carriers(unfiled)})


def _carriers(names: set[str]) -> tuple[Bilingual, ...]:
    return tuple(messages.CARRIERS[each] for each in CARRIERS if each in names)


def signature_test_pair(analysis: Analysis) -> Iterator[Match]:
    """Finds test signatures in official templates, and official ones in test templates."""
    account, template = analysis.account, analysis.template
    record = account.templates.get(template.code or "") if account else None
    is_test = template.test or (record is not None and record.origin == "test")
    for _, span, known in _signatures(analysis):
        fitting = _fitting(analysis, known)
        if fitting and all((each.tag in TEST_TAGS) != is_test for each in fitting):
            yield Match(span, {})


def signature_test_word(analysis: Analysis) -> Iterator[Match]:
    """Finds new signatures with a word that the names of signatures must not hold."""
    account = analysis.account
    if account is None or not (account.signatures or "signature" in account.complete):
        return
    for name, span, known in _signatures(analysis):
        if not known and (found := _TEST_WORD.search(name)):
            marked = Span(span.place, *found.span())
            yield Match(marked, {"text": found[0]})


def enterprise_only_type(analysis: Analysis) -> Iterator[Match]:
    """Finds templates of types that individual accounts cannot apply for."""
    if analysis.account is not None and analysis.account.individual:
        value = analysis.template.type or ""
        yield Match(Span(Place(("type",)), 0, len(value)), {"type": TYPE_NAMES[analysis.type]})


def sender_registration(analysis: Analysis, needs: Mapping[str, str]) -> Iterator[Match]:
    """Finds regions whose carriers deliver messages of registered senders only. Variant `ten-dlc` where they want a
    number of that kind."""
    for index, code in enumerate(analysis.template.regions):
        if code in needs:
            region = messages.REGIONS.get(code, code)
            yield Match(Span(Place(("regions", index)), 0, len(code)), {"region": region}, variant=needs[code])


def qualification_expired(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures whose qualification has ended, or has not passed (variant `state`)."""
    account = analysis.account
    for name, span, known in _signatures(analysis):
        ids = {each.qualification for each in _fitting(analysis, known) if each.qualification}
        for each in (account.qualifications[id] for id in sorted(ids) if account and id in account.qualifications):
            values: dict[str, Value] = {"signature": name, "name": each.name or each.company or each.id}
            if each.state not in (None, "passed"):
                state = messages.QUALIFICATION_STATES.get(each.state or "", each.state or "")
                yield Match(span, {**values, "state": state}, variant="state")
            elif each.valid_until and account and account.today and each.valid_until < account.today:
                yield Match(span, {**values, "date": each.valid_until})
