"""What a document holds besides templates: suppressions in comments, matches of document rules, and errors in values.

Errors are found by the keys that lead to them. Positions are added later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, Value, in_source
from smslint.core.nearest import nearest_name
from smslint.core.place import Place, Span
from smslint.dataclass import dataclass
from smslint.documents.fields import Field
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.tree import KeyPath, SyntaxIssue

UNREADABLE: Final = "unreadable-document"
"""The rule about what cannot be read. It is always in force: a file that nobody could check must not pass."""
DocumentRule = Literal[
    "front-matter", "unquoted-content", "unreadable-document", "unknown-field", "invalid-field", "obsolete-api"
]


@dataclass(frozen=True, slots=True)
class CommentSuppression:
    """`# smslint: ignore[rule] reason` at a field.

    `rule` is empty if the comment names none; `place` is None if no field follows. `first` says that the field is the
    template's first, where findings about missing fields are shown. `span` is the comment; `removal` removes it, with
    its line if that holds nothing else. `for_content` says that no comment can stand at the content, for which those
    at the first field speak.
    """

    rule: str
    reason: str | None
    place: Place | None
    span: Span
    removal: EditSource
    first: bool = False
    for_content: bool = False


def unreadable_text(reason: Bilingual, start: int, end: int) -> RuleMatch:
    """A document, or a part of it, that cannot be parsed or decoded."""
    return RuleMatch(UNREADABLE, in_source(start, end, {"reason": reason}))


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


@dataclass(frozen=True, slots=True)
class FieldError:
    """A wrong key or value. `path` leads to its pair, and `on_key` says that its key is marked. `nearest` corrects a
    misspelt key; `meant` says that the key is only another name of that field."""

    rule: DocumentRule
    field: str
    reason: Bilingual
    path: KeyPath
    on_key: bool = False
    nearest: str | None = None
    meant: bool = False

    @property
    def values(self) -> Mapping[str, Value]:
        """The values in the rule's message."""
        if self.rule == "obsolete-api":
            return {"call": self.field, "successor": self.reason}
        name = "hint" if self.rule == "unknown-field" else "reason"
        return {"field": subject(self.field), name: self.reason}


class FieldErrors:
    """Collects errors."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: list[FieldError] = []

    def invalid(self, path: KeyPath, reason: Bilingual, on_key: bool = False) -> None:
        """Add a known key whose value is not allowed."""
        self.found.append(FieldError("invalid-field", str(Place(path)), reason, path, on_key))

    def kind(self, path: KeyPath, wanted: str, value: object) -> None:
        """Add a value of the wrong kind."""
        reason = messages.WRONG_KIND.fill(wanted=messages.KINDS[wanted], actual=value_kind(value))
        self.invalid(path, reason)

    def choice(self, path: KeyPath, value: str, allowed: tuple[str, ...]) -> None:
        """Add a value that is not one of those allowed."""
        self.invalid(path, messages.WRONG_CHOICE.fill(value=shortened(value), allowed=allowed))

    def obsolete(self, path: KeyPath, call: str, successor: str) -> None:
        """Add a call of the API that another one has replaced."""
        self.found.append(FieldError("obsolete-api", call, Bilingual(successor, successor), path))

    def unknown(
        self, path: KeyPath, known: tuple[str, ...], *, strict: bool = True, meant: Field | None = None
    ) -> None:
        """Add an unknown key; if `strict` is false, only if it resembles a known one. `meant` is its field, if it is
        another name of one."""
        if meant is not None:
            hint = subject(meant.name)
            self.found.append(FieldError("unknown-field", str(Place(path)), hint, path, True, meant.name, True))
            return
        nearest = nearest_name(str(path[-1]).strip().lower(), known, 0.7)
        if nearest is None and not strict:
            return
        hint = messages.NEAREST.fill(name=nearest) if nearest else messages.NO_NEAREST
        self.found.append(FieldError("unknown-field", str(Place(path)), hint, path, True, nearest))


def shortened(value: str, longest: int = 40) -> str:
    """A value cut to fit in a sentence."""
    return value if len(value) <= longest else value[: longest - 1] + "…"


def value_kind(value: object) -> Bilingual:
    """The kind of a raw value, in words."""
    if value is None:
        return messages.KINDS["nothing"]
    if isinstance(value, bool):
        return Bilingual(str(value).lower(), str(value).lower())
    if isinstance(value, str):
        return Bilingual(f'the string "{shortened(value)}"', f"文本“{shortened(value)}”")
    if isinstance(value, (int, float)):
        return Bilingual(f"the number {value}", f"数字 {value}")
    return messages.KINDS["mapping" if isinstance(value, Mapping) else "list"]
