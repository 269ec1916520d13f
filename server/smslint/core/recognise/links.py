"""Links, domains and IP addresses in text whose Han characters touch everything: no off-the-shelf finder works there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smslint.core.placeholder import Placeholder

if TYPE_CHECKING:
    from smslint.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written; offsets are the content's. `host` is lower case; the placeholders that it holds come in order."""

    start: int
    end: int
    kind: Literal["domain", "ip", "variable"]
    host: str
    placeholders: tuple[Placeholder, ...] = ()


def links_in(reading: Reading) -> tuple[Link, ...]:
    """The links of a content, in order."""
    return ()
