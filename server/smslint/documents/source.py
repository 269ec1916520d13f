"""What a format gives to documents: where its templates stand, and how one of them is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from smslint.core.text import Text
from smslint.documents.context import Context
from smslint.documents.host import ParsedText
from smslint.documents.parsed_template import ParsedTemplate
from smslint.documents.problem import Problem
from smslint.documents.schemas import Schema


class Region(NamedTuple):
    """The source of one template: a range of the document's text, and its shape where the document tells it."""

    start: int
    end: int
    schema: Schema | None = None


class Source(Protocol):
    """One format, for one document.

    `streams` says that regions come lazily and are many. A region is read from its own text alone, so that equal
    texts read equally; what else decides (the header of a table) belongs to the source.
    """

    streams: bool
    text: str
    problems: list[Problem]

    def regions(self) -> Iterator[Region]:
        """The regions in the text's order."""

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        """The template of a region."""

    def host(self, text: str, schema: Schema) -> ParsedText:
        """The tree of a region, with its places."""

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        """Where the value of a text field stands in a region that is in order, if it surely stands there as it is.

        What spells no value otherwise than it is holds each as it is, so that one which occurs once stands there.
        """

    def frame(self) -> object:
        """What decides beside a region's text how it is read; equal frames read equal regions equally."""

    def context(self, region: Region, text: Text, offset: int) -> Context:
        """What stands at an offset within a region, even a broken one."""


class TextSource:
    """What the sources of texts have in common in which a region's text alone decides how it is read."""

    streams = False

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        return None

    def frame(self) -> object:
        return None


def only(text: str, value: str) -> int | None:
    """Where a text occurs in another, if it does so once."""
    at = text.find(value)
    return at if at >= 0 and text.find(value, at + 1) < 0 else None
