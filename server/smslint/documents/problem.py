"""Matches of the catalog's document rules, and suppressions in comments: what a document holds besides templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, Value, in_source
from smslint.core.place import Place, Span
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.issue import SyntaxIssue

DocumentRule = Literal["unquoted-content", "unreadable-document", "unknown-field", "invalid-field"]


@dataclass(frozen=True, slots=True)
class CommentSuppression:
    """`# smslint: ignore[rule] reason` at a field.

    `rule` is empty if the comment names none; `place` is None if no field follows. `first` says that the field is the
    template's first, where findings about missing fields are shown. `span` is the comment; `removal` removes it, with
    its line if that holds nothing else.
    """

    rule: str
    reason: str | None
    place: Place | None
    span: Span
    removal: EditSource
    first: bool = False


def unreadable_text(reason: Bilingual, start: int, end: int) -> RuleMatch:
    """A document, or a part of it, that cannot be parsed or decoded."""
    return RuleMatch("unreadable-document", in_source(start, end, {"reason": reason}))


def invalid_text(field: str, reason: Bilingual, start: int, end: int) -> RuleMatch:
    """A known field whose value is of the wrong kind."""
    return RuleMatch("invalid-field", in_source(start, end, {"field": subject(field), "reason": reason}))


def issue_match(issue: SyntaxIssue) -> RuleMatch:
    """An issue in the text of a document as a match of a document rule."""
    if issue.kind == "unreadable":
        return unreadable_text(issue.reason, issue.start, issue.end)
    if issue.kind == "invalid":
        return invalid_text(issue.subject, issue.reason, issue.start, issue.end)
    changes = (EditSource(*issue.fix),) if issue.fix is not None else ()
    values: Mapping[str, Value] = {"text": issue.subject, "reason": issue.reason}
    return RuleMatch("unquoted-content", in_source(issue.start, issue.end, values, changes=changes))


def subject(field: str) -> Bilingual:
    """A field as the subject of a sentence; without a name, the row."""
    return Bilingual(f'"{field}"', f"“{field}”") if field else messages.A_ROW
