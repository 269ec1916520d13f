"""Texts that tell the recipient how to unsubscribe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smslint.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """An unsubscribe text; offsets are the content's. `form` says whether it is the demanded wording to the letter."""

    start: int
    end: int
    form: Literal["exact", "spelling", "other"]


def unsubscribes_in(reading: Reading) -> tuple[Unsubscribe, ...]:
    """The unsubscribe texts of a content, in order."""
    return ()
