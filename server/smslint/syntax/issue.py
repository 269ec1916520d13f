"""What readers report about a text that they cannot read or accept."""

from __future__ import annotations

from typing import Literal, Self

from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit

IssueKind = Literal["unreadable", "invalid", "unquoted"]


@dataclass(frozen=True, slots=True)
class SyntaxIssue:
    """Something wrong between the code points `start` and `end` of a text.

    "unreadable" text cannot be parsed, "invalid" text is parsed but its meaning is not allowed, and "unquoted" text is
    cut or misread by YAML. `subject` is the key concerned, or the text that is misread. `fix` repairs the text.
    """

    kind: IssueKind
    reason: Bilingual
    start: int
    end: int
    subject: str = ""
    fix: Edit | None = None

    @classmethod
    def unreadable(cls, reason: Bilingual, start: int, end: int) -> Self:
        """A part of a text that cannot be parsed."""
        return cls("unreadable", reason, start, end)

    @classmethod
    def invalid(cls, subject: str, reason: Bilingual, start: int, end: int) -> Self:
        """A key or a value that can be parsed but is not allowed."""
        return cls("invalid", reason, start, end, subject)
