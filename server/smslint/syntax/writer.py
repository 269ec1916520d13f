"""What every host syntax knows about its own text: where decoded values stand in it, and how to write into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from smslint.syntax.edit import Edit
from smslint.syntax.source_map import SourceMap
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode


class Syntax(Protocol):
    """One way of writing mappings and scalars into a text. What cannot be written is None."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        """Where the code points of a scalar's value stand; None where its source decodes to something else."""

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        """The source of some text inside a scalar, written as the scalar is."""

    def token(self, text: str, scalar: Scalar, value: Plain) -> str | None:
        """The source of a whole value in the place of a scalar."""

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        """Add pairs."""

    def remove(self, text: str, mapping: MappingNode, number: int) -> list[Edit] | None:
        """Take a pair away."""

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        """Add an item."""

    def remove_item(self, text: str, sequence: SequenceNode, number: int) -> list[Edit] | None:
        """Take an item away."""

    def replace(self, text: str, node: Node, value: Plain) -> list[Edit] | None:
        """Put a value in the place of a whole node."""
