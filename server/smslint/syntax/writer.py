"""What a syntax knows about a text: the source of decoded values, and how to write into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from smslint.syntax.edit import Edit
from smslint.syntax.source_map import SourceMap
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode


class Syntax(Protocol):
    """A syntax of mappings and scalars. Methods return None if a value cannot be written."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        """The source map of a scalar's value; None if its source decodes to something else."""

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        """The source of some text inside a scalar, in the scalar's style."""

    def token(self, text: str, scalar: Scalar, value: Plain) -> str | None:
        """The source of a whole value that replaces a scalar."""

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        """Add pairs."""

    def remove(self, text: str, mapping: MappingNode, number: int) -> list[Edit] | None:
        """Remove a pair."""

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        """Add an item."""

    def remove_item(self, text: str, sequence: SequenceNode, number: int) -> list[Edit] | None:
        """Remove an item."""

    def replace(self, text: str, node: Node, value: Plain) -> list[Edit] | None:
        """Replace a whole node with a value."""
