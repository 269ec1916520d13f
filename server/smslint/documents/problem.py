"""What the documents layer itself has to report, and what it reads beside templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from smslint.core.finding import Value
from smslint.core.place import Place
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.issue import SyntaxIssue

DocumentRule = Literal["unquoted-content", "unreadable-document", "unknown-field", "invalid-field"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that is not what its format asks for.

    `rule` is one of the catalog's document rules, `values` fill its message. `start` and `end` count code points
    of the document's text. `place` is the field concerned, where there is one; in a workbook it alone says where.
    `fix` holds the edits of the rule's own fix.
    """

    rule: DocumentRule
    values: Mapping[str, Value]
    start: int
    end: int
    place: Place | None = None
    fix: tuple[Edit, ...] | None = None

    def moved(self, by: int) -> Problem:
        """The same problem of a text that starts `by` code points earlier."""
        fix = self.fix and tuple(edit.moved(by) for edit in self.fix)
        return replace(self, start=self.start + by, end=self.end + by, fix=fix) if by else self


@dataclass(frozen=True, slots=True)
class CommentSuppression:
    """`# smslint: ignore[rule] reason` beside a field.

    `rule` is empty where the comment names none; `place` is None where no field follows. `first` says that the field
    is the template's first, where what the template lacks is shown. `start` and `end` are the comment's range.
    """

    rule: str
    reason: str | None
    place: Place | None
    start: int
    end: int
    first: bool = False

    def moved(self, by: int) -> CommentSuppression:
        """The same comment in a text that starts `by` code points earlier."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self


def filled(text: Bilingual, /, **values: object) -> Bilingual:
    """A text with its fields filled in both languages, to stand as a value in another text."""
    return Bilingual(text.text("en", **values), text.text("zh", **values))


def unreadable(reason: Bilingual, start: int, end: int, place: Place | None = None) -> Problem:
    """A document, or a part of it, that cannot be parsed or decoded."""
    return Problem("unreadable-document", {"reason": reason}, start, end, place)


def invalid(field: str, reason: Bilingual, start: int, end: int, place: Place | None = None) -> Problem:
    """A known field whose value is of the wrong kind."""
    return Problem("invalid-field", {"field": subject(field), "reason": reason}, start, end, place)


def problem_of(issue: SyntaxIssue) -> Problem:
    """What is wrong in the text of a document, as a problem of the document."""
    if issue.kind == "unreadable":
        return unreadable(issue.reason, issue.start, issue.end)
    if issue.kind == "invalid":
        return invalid(issue.subject, issue.reason, issue.start, issue.end)
    values: Mapping[str, Value] = {"text": issue.subject, "reason": issue.reason}
    fix = None if issue.fix is None else (issue.fix,)
    return Problem("unquoted-content", values, issue.start, issue.end, None, fix)


def subject(field: str) -> Bilingual:
    """A field as the subject of a sentence; without a name it is the whole row."""
    return Bilingual(f'"{field}"', f"“{field}”") if field else messages.A_ROW
