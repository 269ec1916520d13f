"""Compares the templates of documents with an account, and works out what the differences lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from smslint.core.account import Account, AccountTemplate
from smslint.core.analysis import Analysis
from smslint.core.comparison import Comparison, TemplateVerdict, compare
from smslint.core.patterns import lazy_pattern
from smslint.core.segments.bounds import length_bounds
from smslint.core.template import Review, Template, TemplateType, Variable
from smslint.dataclass import dataclass
from smslint.documents.document import Document
from smslint.documents.parsed_template import TemplateEntry
from smslint.messages import Bilingual
from smslint.messages import diff as messages
from smslint.messages.api import STATUSES
from smslint.workspace.rule_resolver import FileRules

APPLY: Final = "https://help.aliyun.com/en/sms/user-guide/create-message-templates-1"
"""The page of the demands on templates, which says what happens to approved ones."""
BILLING: Final = "https://help.aliyun.com/knowledge_detail/44335.html"
_FAILING: Final[Mapping[str, frozenset[TemplateVerdict]]] = {
    "update": frozenset({"update", "rejected-unchanged", "in-review"}),
    "new-template": frozenset({"new-template", "unknown-code"}),
    "never": frozenset(),
}
_ALWAYS: Final[frozenset[TemplateVerdict]] = frozenset({"unknown-code", "update", "rejected-unchanged", "new-template"})
CHANGED: Final[frozenset[TemplateVerdict]] = frozenset({"new", "update", "new-template"})
"""The verdicts on templates that need a request."""
_NAMED: Final = lazy_pattern(r"\$\{([^{}]+)\}|[“\"「『‘']([^”\"」』’']+)[”\"」』’']")


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a difference leads to, and where that is documented."""

    kind: str
    text: Bilingual
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ComparedTemplate:
    """One template of a document beside the account. `path` is None for one that is in no file."""

    path: str | None
    index: int | None
    name: str | None
    type: TemplateType | None
    comparison: Comparison
    consequences: tuple[Consequence, ...] = ()

    def fails(self, fail_on: str | None) -> bool:
        """Whether the command fails because of it; without `fail_on`, where it would not go as planned."""
        verdict = self.comparison.verdict
        if fail_on is None:
            return verdict in _ALWAYS or (verdict == "in-review" and bool(self.comparison.differences))
        return verdict in _FAILING[fail_on]


def compared(document: Document, path: str, file_rules: FileRules, account: Account) -> Iterator[ComparedTemplate]:
    """The templates of a document beside an account; those that cannot be read are left out."""
    for entry in document.entries():
        found = compared_entry(entry, path, file_rules, account)
        if found is not None:
            yield found


def compared_entry(entry: TemplateEntry, path: str, file_rules: FileRules, account: Account) -> ComparedTemplate | None:
    """One template beside an account; None if it cannot be read."""
    if entry.template is None:
        return None
    analysis = file_rules.linter.read(entry.template)
    found = compare(analysis, account, entry.review.code if entry.review else None)
    consequences = tuple(consequences_of(analysis, found, file_rules)) if found.record else ()
    if found.record and entry.review and found.record.status not in (None, entry.review.status):
        consequences += (_older(entry.review, found.record),)
    return ComparedTemplate(path, entry.index, entry.template.name, analysis.type, found, consequences)


def _older(review: Review, record: AccountTemplate) -> Consequence:
    """That a document is an answer which says otherwise of its review than the lock."""
    states = {"mine": STATUSES[review.status], "its": STATUSES[record.status or ""]}
    return _consequence("older", None, **states, seen=(record.seen or "-")[:10])


def gone(account: Account, seen: Iterable[ComparedTemplate]) -> Iterator[ComparedTemplate]:
    """The approved templates of an account that no document has."""
    codes = {each.comparison.code for each in seen} | {twin.code for each in seen for twin in each.comparison.twins}
    for code, record in account.templates.items():
        if record.status == "approved" and record.origin in (None, "own") and code not in codes:
            yield ComparedTemplate(None, None, record.name, record.type, Comparison("gone", code, record))


def consequences_of(analysis: Analysis, found: Comparison, file_rules: FileRules) -> Iterator[Consequence]:
    """What the differences of a template lead to."""
    record = found.record
    assert record is not None
    parts = {each.part for each in found.differences}
    before = file_rules.linter.read(_as_far_as_known(record, analysis))
    if record.content is not None and parts & {"content", "attribute", "signature", "type"}:
        yield from _length(before, analysis, file_rules)
    if "content" in parts:
        old = {before.content[each.start : each.end] for each in before.links}
        for link in dict.fromkeys(analysis.content[each.start : each.end] for each in analysis.links):
            if link not in old:
                yield _consequence("filing", APPLY, link=link)
        numbers = {before.content[each.start : each.end] for each in before.phones}
        for number in dict.fromkeys(analysis.content[each.start : each.end] for each in analysis.phones):
            if number not in numbers:
                yield _consequence("redirection", APPLY, number=number)
    if "attribute" in parts:
        yield _consequence("attribute", APPLY)
    if record.status == "rejected" and record.reason:
        touched = _touches(record, found)
        kind = "reason" if touched is None else "reason-touched" if touched else "reason-untouched"
        yield _consequence(kind, None, reason=record.reason)
    if found.legacy:
        yield _consequence("legacy", None, names=found.legacy)
    if found.unstated:
        names = tuple(messages.PARTS[each].fill(name="${…}") for each in found.unstated)
        yield _consequence("unstated", None, parts=names)


def template_of_record(record: AccountTemplate, fallback: TemplateType | None = None) -> Template:
    """The template that an account has, as documents have them."""
    variables = {name: Variable(name, code) for name, code in (record.variables or {}).items()}
    return Template(
        record.content or "",
        record.type or fallback,
        name=record.name,
        signature=record.signature,
        code=record.code,
        description=record.description,
        scene=record.scene,
        variables=variables,
    )


def _as_far_as_known(record: AccountTemplate, analysis: Analysis) -> Template:
    """The template that an account has, with the document's signatures and attributes where those are not known."""
    mine, its = analysis.template, template_of_record(record, analysis.type)
    return replace(
        its,
        signature=record.signature or mine.signature,
        signatures=mine.signatures,
        variables=its.variables if record.variables is not None else mine.variables,
    )


def _consequence(kind: str, source: str | None, **values: object) -> Consequence:
    return Consequence(kind, messages.CONSEQUENCES[kind].fill(**values), source)


def _length(before: Analysis, after: Analysis, file_rules: FileRules) -> Iterator[Consequence]:
    """The longest message before and after, and what it costs."""
    if before.type == "digital" or after.type == "digital":
        return
    old, new = length_bounds(before).longest, length_bounds(after).longest
    if (old.length, old.segments) == (new.length, new.segments):
        return
    prices = file_rules.resolved.settings.price
    was, now = prices.of(before.type), prices.of(after.type)
    price: Bilingual | str = ""
    if was is not None and now is not None and old.segments * was != new.segments * now:
        price = messages.PRICE.fill(before=f"{old.segments * was:g}", after=f"{new.segments * now:g}")
    yield _consequence(
        "length",
        BILLING,
        before_length=old.length,
        after_length=new.length,
        before_segments=old.segments,
        after_segments=new.segments,
        price=price,
    )


def _touches(record: AccountTemplate, found: Comparison) -> bool | None:
    """Whether the differences touch what the reason names: a variable, or words of the text in quotation marks.

    None if it names neither.
    """
    content, reason = record.content or "", record.reason or ""
    spans: list[tuple[int, int]] = []
    names = {each for pair in _NAMED.findall(reason) for each in pair if each}
    for name in names:
        for text in (f"${{{name}}}", name):
            at = content.find(text)
            if at >= 0:
                spans.append((at, at + len(text)))
                break
    if not spans:
        return None
    if any(each.name in names for each in found.differences):
        return True
    runs = [each.before_span for each in found.differences if each.before_span is not None]
    return any(low < end and start < max(high, low + 1) for low, high in runs for start, end in spans)


def counted(found: Sequence[ComparedTemplate]) -> dict[str, int]:
    """How many templates have each verdict, in the order of the verdicts."""
    from smslint.core.comparison import VERDICTS

    counts = {verdict: sum(each.comparison.verdict == verdict for each in found) for verdict in VERDICTS}
    return {verdict: count for verdict, count in counts.items() if count}
