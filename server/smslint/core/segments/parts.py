"""A template as its length sees it: fixed texts, and variables whose values have known lengths."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from smslint.core.segments.counting import NON_GSM
from smslint.dataclass import dataclass

BRACKETS = "【】[]［］"


@dataclass(frozen=True, slots=True, eq=False)
class VariablePart:
    """A variable with the numbers of characters that one value of it may have; all its uses share one instance.

    `longest_other` is the limit of values with other characters than letters and digits, which differs from `longest`
    in international templates. `assumed` says that no known attribute is declared, so the limits are those of any
    variable.
    """

    name: str
    shortest: int
    longest: int
    longest_other: int
    attribute: str | None = None
    assumed: bool = False


@dataclass(frozen=True)
class MessageParts:
    """Fixed texts and variables in the order of the message; a variable has the same value in all its places.

    `signature` stands before them, brackets included; it is empty if the document carries none.
    """

    signature: str
    pieces: tuple[str | VariablePart, ...]
    international: bool = False

    @cached_property
    def variables(self) -> dict[VariablePart, int]:
        """The variables in order of their first use, each with its number of uses."""
        uses: dict[VariablePart, int] = {}
        for piece in self.pieces:
            if isinstance(piece, VariablePart):
                uses[piece] = uses.get(piece, 0) + 1
        return uses

    @cached_property
    def fixed(self) -> str:
        """The signature and all fixed texts."""
        return self.signature + "".join([piece for piece in self.pieces if isinstance(piece, str)])

    def message(self, value: Callable[[VariablePart], str]) -> str:
        """The message as the recipient sees it, with these values."""
        filled = {variable: value(variable) for variable in self.variables}
        return self.signature + "".join(piece if isinstance(piece, str) else filled[piece] for piece in self.pieces)


def displayed_signature(signature: str | None, international: bool) -> str:
    """A signature as messages show it: in 【】, or in [ ] if it is international and all of it is GSM-7."""
    name = (signature or "").strip().strip(BRACKETS)
    if not name:
        return ""
    return f"[{name}]" if international and not NON_GSM.search(name) else f"【{name}】"
