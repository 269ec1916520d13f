"""Brackets in pairs, outside broken placeholders."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis


def bracket_pairs(analysis: Analysis, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Ranges from an opening bracket to the closing one that follows it, and single brackets that have no partner."""
    content = analysis.content
    opened: int | None = None
    for index, character in enumerate(content):
        if (character in opening or character in closing) and not _broken(analysis, index):
            if character in opening:
                if opened is not None:
                    yield opened, opened + 1
                opened = index
            else:
                yield (index if opened is None else opened), index + 1
                opened = None
    if opened is not None:
        yield opened, opened + 1


def _broken(analysis: Analysis, index: int) -> bool:
    return any(found.start <= index < found.end for found in analysis.placeholders if found.kind != "variable")
