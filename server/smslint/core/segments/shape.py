"""A template as far as its length goes: fixed text, and slots that values of known lengths fill."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from smslint.core.segments.counting import NON_GSM
from smslint.dataclass import dataclass

BRACKETS = "【】[]［］"


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A variable, all its uses together, and how many characters one value of it may have; a shape has one a name.

    `longest_other` is the limit of values that hold anything but letters and digits, where that is a limit of its own
    (international templates). `assumed`: no known attribute is declared, so that the limits are those of any
    variable.
    """

    name: str
    shortest: int
    longest: int
    longest_other: int
    attribute: str | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Shape:
    """Fixed texts and slots in the order of the message; a slot that is used twice carries one value in both places.

    `signature` is what stands in front, brackets included; empty where the document carries none.
    """

    signature: str
    pieces: tuple[str | Slot, ...]
    international: bool = False

    @cached_property
    def slots(self) -> dict[Slot, int]:
        """The slots in order of their first use, each with its number of uses."""
        uses: dict[Slot, int] = {}
        for piece in self.pieces:
            if isinstance(piece, Slot):
                uses[piece] = uses.get(piece, 0) + 1
        return uses

    @cached_property
    def fixed(self) -> str:
        """All that no value changes."""
        return self.signature + "".join([piece for piece in self.pieces if isinstance(piece, str)])

    def message(self, value: Callable[[Slot], str]) -> str:
        """The message as the recipient sees it, with these values."""
        filled = {slot: value(slot) for slot in self.slots}
        return self.signature + "".join(piece if isinstance(piece, str) else filled[piece] for piece in self.pieces)


def displayed_signature(signature: str | None, international: bool) -> str:
    """A signature as it stands in front of a message: in 【】, an international one in GSM-7 letters in [ ]."""
    name = (signature or "").strip().strip(BRACKETS)
    if not name:
        return ""
    return f"[{name}]" if international and not NON_GSM.search(name) else f"【{name}】"
