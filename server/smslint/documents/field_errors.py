"""Errors in the values of a source, by the keys that lead to them. Positions are added later."""

from __future__ import annotations

from collections.abc import Mapping

from smslint.core.finding import Value
from smslint.core.nearest import nearest_name
from smslint.core.place import Place
from smslint.dataclass import dataclass
from smslint.documents.problem import DocumentRule, subject
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.tree import KeyPath


@dataclass(frozen=True, slots=True)
class FieldError:
    """A wrong key or value. `path` leads to its pair, and `on_key` says that its key is marked. `nearest` corrects a
    misspelt key."""

    rule: DocumentRule
    field: str
    reason: Bilingual
    path: KeyPath
    on_key: bool = False
    nearest: str | None = None

    @property
    def values(self) -> Mapping[str, Value]:
        """The values in the rule's message."""
        name = "hint" if self.rule == "unknown-field" else "reason"
        return {"field": subject(self.field), name: self.reason}


class FieldErrors:
    """Collects errors."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: list[FieldError] = []

    def invalid(self, path: KeyPath, reason: tuple[str, str], on_key: bool = False) -> None:
        """Add a known key whose value is not allowed."""
        self.found.append(FieldError("invalid-field", str(Place(path)), Bilingual(*reason), path, on_key))

    def kind(self, path: KeyPath, wanted: str, value: object) -> None:
        """Add a value of the wrong kind."""
        reason = messages.WRONG_KIND.fill(wanted=messages.KINDS[wanted], actual=value_kind(value))
        self.invalid(path, reason)

    def choice(self, path: KeyPath, value: str, allowed: tuple[str, ...]) -> None:
        """Add a value that is not one of those allowed."""
        self.invalid(path, messages.WRONG_CHOICE.fill(value=shortened(value), allowed=allowed))

    def unknown(self, path: KeyPath, known: tuple[str, ...], *, strict: bool = True) -> None:
        """Add an unknown key; if `strict` is false, only if it resembles a known one."""
        nearest = nearest_name(str(path[-1]).strip().lower(), known, 0.7)
        if nearest is None and not strict:
            return
        hint = messages.NEAREST.fill(name=nearest) if nearest else messages.NO_NEAREST
        self.found.append(FieldError("unknown-field", str(Place(path)), hint, path, True, nearest))


def shortened(value: str) -> str:
    """A value cut to fit in a sentence."""
    return value if len(value) <= 40 else value[:39] + "…"


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
