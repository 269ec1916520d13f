"""Numbers in the fixed text that can be dialled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smslint.core.reading import Reading

PhoneKind = Literal["mobile", "landline", "400", "800", "95", "96", "1"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written, its extension included; offsets are the content's, `digits` are without signs."""

    start: int
    end: int
    kind: PhoneKind
    digits: str


def phones_in(reading: Reading) -> tuple[Phone, ...]:
    """The numbers of a content, in order."""
    return ()
