"""Brackets in pairs, outside broken placeholders."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.content import Content


def bracket_pairs(content: Content, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """The ranges of pairs of brackets, and of single brackets without a partner."""
    text = content.content
    opened: int | None = None
    for index, character in enumerate(text):
        if (character in opening or character in closing) and not _broken(content, index):
            if character in opening:
                if opened is not None:
                    yield opened, opened + 1
                opened = index
            else:
                yield (index if opened is None else opened), index + 1
                opened = None
    if opened is not None:
        yield opened, opened + 1


def _broken(content: Content, index: int) -> bool:
    return any(found.start <= index < found.end for found in content.placeholders if found.kind != "variable")
