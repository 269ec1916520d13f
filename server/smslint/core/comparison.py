"""Compares a template with what an account has, and says what that means: whether it is the same, must be applied for
anew, can be resubmitted, or only differs in what needs no review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from difflib import SequenceMatcher
from typing import Literal, get_args

from smslint.core.account import Account, AccountTemplate, lines_as_sent
from smslint.core.analysis import Analysis
from smslint.core.change import Change, Declare, RenameVariable, SetField, Undeclare
from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT, VARIABLES, Place
from smslint.core.remark import with_reasons
from smslint.core.rule import Catalog
from smslint.core.template import Redirection, Template
from smslint.dataclass import dataclass

TemplateVerdict = Literal[
    "unknown-code",
    "not-comparable",
    "adopt",
    "new",
    "in-review",
    "update",
    "rejected-unchanged",
    "new-template",
    "signature-only",
    "details-only",
    "cancelled",
    "attributes-unknown",
    "same",
    "gone",
]
VERDICTS: tuple[TemplateVerdict, ...] = get_args(TemplateVerdict)
Part = Literal[
    "content",
    "variable-renamed",
    "variable-added",
    "variable-removed",
    "attribute",
    "type",
    "signature",
    "name",
    "description",
    "scene",
    "redirection",
]
REVIEWED: frozenset[Part] = frozenset(
    {"content", "variable-renamed", "variable-added", "variable-removed", "attribute", "type"}
)
"""The parts of an approved template that cannot be changed (S4 L78)."""
_TOKEN = lazy_pattern(
    r"\$\{[^{}\r\n]*\}|(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9._~/?#=&%+-]*)?"
    r"|[0-9]+(?:[.:/-][0-9]+)*|[A-Za-z]+|\r\n|(?s:.)"
)
_PLACEHOLDER = lazy_pattern(r"\$\{([^{}\r\n]*)\}")
_MOST_TOKENS = 4000
"""Of longer texts, what lies between the first and the last difference is one difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `before` is the account's, `after` the document's; both are None where there is none.

    `name` is a variable's. The spans are those of a content, in code points of each side.
    """

    part: Part
    before: str | None
    after: str | None
    name: str | None = None
    before_span: tuple[int, int] | None = None
    after_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A template beside the account. `record` is the account's template, `twins` those with exactly its text and type.

    `unstated` are parts that the account knows and the document does not state; `legacy` are variables whose attribute
    is an older name of the same.
    """

    verdict: TemplateVerdict
    code: str | None = None
    record: AccountTemplate | None = None
    differences: tuple[Difference, ...] = ()
    twins: tuple[AccountTemplate, ...] = ()
    unstated: tuple[Part, ...] = ()
    legacy: tuple[str, ...] = field(default=())


def compare(analysis: Analysis, account: Account, code: str | None = None) -> Comparison:
    """The verdict on a template; `code` is that of an answer, where the template itself has none."""
    template = analysis.template
    code = template.code or code
    if not code:
        twins = account.by_content.get((lines_as_sent(template.content), analysis.type), ())
        return Comparison("adopt" if twins else "new", twins=twins)
    record = account.templates.get(code)
    if record is None:
        return Comparison("unknown-code" if "template" in account.complete else "not-comparable", code)
    differences = tuple(_differences(analysis, record))
    return Comparison(
        _verdict(analysis, record, differences),
        code,
        record,
        differences,
        unstated=tuple(_unstated(analysis, record)),
        legacy=tuple(_legacy(analysis, record)),
    )


def _verdict(analysis: Analysis, record: AccountTemplate, differences: tuple[Difference, ...]) -> TemplateVerdict:
    parts = {each.part for each in differences}
    match record.status:
        case None:
            return "not-comparable"
        case "in-review" | "cancelled":
            return record.status
        case "rejected":
            return "update" if parts else "rejected-unchanged"
    if parts & REVIEWED:
        return "new-template"
    if record.variables is None and analysis.first_uses:
        return "attributes-unknown"
    if parts == {"signature"}:
        return "signature-only"
    return "details-only" if parts else "same"


def _differences(analysis: Analysis, record: AccountTemplate) -> Iterator[Difference]:
    template = analysis.template
    if record.content is not None:
        yield from text_differences(record.content, template.content)
        yield from _variable_differences(record.content, template.content)
    yield from _attribute_differences(analysis, record)
    if template.type and record.type and template.type != record.type:
        yield Difference("type", record.type, template.type)
    for part in ("signature", "name", "description", "scene"):
        mine, its = getattr(template, part), getattr(record, part)
        if part == "description" and its != mine:
            mine = with_reasons(template)  # as requests have it
        if mine and its and lines_as_sent(mine) != lines_as_sent(its):
            yield Difference(part, its, mine)
    if template.redirection and record.redirection is not None:
        mine, its = _listed(template.redirection), _listed(record.redirection)
        if mine != its:
            yield Difference("redirection", its, mine)


def _listed(entries: tuple[Redirection, ...]) -> str:
    """What redirection information says, whatever the order of its entries."""
    told = (each for each in entries if each.kind != "none")
    return "; ".join(sorted(f"{each.kind or ''} {each.value or each.variable or ''}".strip() for each in told))


def text_differences(before: str, after: str) -> Iterator[Difference]:
    """The runs in which two contents differ, token by token: a placeholder, a link or a number is one token."""
    if lines_as_sent(before) == lines_as_sent(after):
        return
    old, new = _tokens(before), _tokens(after)
    old_texts, new_texts = ([lines_as_sent(text) for text, _ in each] for each in (old, new))
    for low, high, start, end in _runs(old_texts, new_texts):
        before_span = _span(old, low, high, len(before))
        after_span = _span(new, start, end, len(after))
        yield Difference(
            "content", before[slice(*before_span)], after[slice(*after_span)], None, before_span, after_span
        )


def _tokens(text: str) -> list[tuple[str, int]]:
    return [(found[0], found.start()) for found in _TOKEN.finditer(text)]


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    if max(len(old), len(new)) <= _MOST_TOKENS:
        for name, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if name != "equal":
                yield low, high, start, end
        return
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    last = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    yield first, len(old) - last, first, len(new) - last


def _span(tokens: list[tuple[str, int]], low: int, high: int, length: int) -> tuple[int, int]:
    start = tokens[low][1] if low < len(tokens) else length
    return start, (tokens[high][1] if high < len(tokens) else length)


def _variable_differences(before: str, after: str) -> Iterator[Difference]:
    """Variables that are gone, new, or renamed: one stands alone where another stood."""
    old, new = _PLACEHOLDER.findall(before), _PLACEHOLDER.findall(after)
    gone = [name for name in dict.fromkeys(old) if name not in new]
    added = [name for name in dict.fromkeys(new) if name not in old]
    for name in gone:
        place = old.index(name)
        if len(old) == len(new) and new[place] in added:
            added.remove(new[place])
            yield Difference("variable-renamed", name, new[place], new[place])
        else:
            yield Difference("variable-removed", name, None, name)
    for name in added:
        yield Difference("variable-added", None, name, name)


def _attributes(analysis: Analysis, record: AccountTemplate) -> Iterator[tuple[str, str, str]]:
    """The variables of both contents that have an attribute on both sides, with the account's and the document's."""
    known: Mapping[str, str] = record.variables or {}
    for name in analysis.first_uses:
        mine, its = analysis.template.variables.get(name), known.get(name)
        if mine is not None and mine.attribute and its:
            yield name, its, mine.attribute


def _attribute_differences(analysis: Analysis, record: AccountTemplate) -> Iterator[Difference]:
    for name, its, mine in _attributes(analysis, record):
        if _current(its, analysis.catalog) != _current(mine, analysis.catalog):
            yield Difference("attribute", its, mine, name)


def _legacy(analysis: Analysis, record: AccountTemplate) -> Iterator[str]:
    for name, its, mine in _attributes(analysis, record):
        if its != mine and _current(its, analysis.catalog) == _current(mine, analysis.catalog):
            yield name


def _current(code: str, catalog: Catalog) -> str:
    """An attribute's code, or that of its successor."""
    attribute = catalog.attributes.get(code)
    return (attribute.successor if attribute else None) or code


def _unstated(analysis: Analysis, record: AccountTemplate) -> Iterator[Part]:
    """What the account has and the document does not state, which is no difference."""
    template = analysis.template
    for part in ("signature", "name", "description", "scene"):
        if getattr(record, part) and not getattr(template, part):
            yield part
    if any(name not in template.variables for name in analysis.first_uses if name in (record.variables or {})):
        yield "attribute"


def changes_to(template: Template, found: Comparison) -> list[Change]:
    """The changes that make of a template what the account has under its code, as far as it is known and differs."""
    record, changes = found.record, list[Change]()
    parts = {each.part for each in found.differences}
    if record is None:
        return changes
    renamed = {each.after: each.before for each in found.differences if each.part == "variable-renamed"}
    content = _PLACEHOLDER.sub(lambda each: f"${{{renamed.get(each[1]) or each[1]}}}", template.content)
    if "content" in parts and content == record.content:
        changes += [RenameVariable(new, old) for new, old in renamed.items() if new and old]
    elif "content" in parts and record.content is not None:
        changes.append(SetField(CONTENT, record.content))
        renamed = {}
    known = record.variables
    for name, code in (known or {}).items():
        declared = template.variables.get(name)
        if name in renamed.values():
            continue
        if declared is None:
            changes.append(Declare(name, code))
        elif any(each.part == "attribute" and each.name == name for each in found.differences):
            changes.append(SetField(VARIABLES / name / "attribute", code))
    if known is not None and "content" in parts:
        changes += [Undeclare(name) for name in template.variables if name not in known and name not in renamed]
    for part in ("type", "signature", "name", "description", "scene"):
        if part in parts:
            changes.append(SetField(Place((part,)), getattr(record, part)))
    return changes


def written_out(difference: Difference) -> tuple[str, str]:
    """Both texts of a difference as a reader can tell them apart: what is invisible or only wider is shown by its
    number."""
    before, after = difference.before or "", difference.after or ""
    from unicodedata import normalize

    if before != after and normalize("NFKC", before) == normalize("NFKC", after):
        return _numbered(before, wide=True), _numbered(after, wide=True)
    return _numbered(before), _numbered(after)


def _numbered(text: str, wide: bool = False) -> str:
    return "".join(
        f"{character if character.isprintable() else ''}(U+{ord(character):04X})"
        if not (character.isprintable() or character == "\n") or (wide and not character.isalnum())
        else character
        for character in text
    )
