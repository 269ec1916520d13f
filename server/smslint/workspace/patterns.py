"""Path patterns, as ignore files write them; `pathspec` is imported only if there are any."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def matches(patterns: Iterable[str], path: str, folder: bool = False) -> bool:
    """Whether the patterns match a path or a folder above it; the path is POSIX and relative to their folder."""
    patterns = tuple(patterns)
    return bool(patterns) and _spec(patterns).match_file(path + "/" if folder else path)


def decides(patterns: Iterable[str], path: str, folder: bool = False) -> bool | None:
    """Whether the patterns exclude a path (True), include it again by `!` (False), or do not match it (None)."""
    patterns = tuple(patterns)
    return _spec(patterns).check_file(path + "/" if folder else path).include if patterns else None


def relative(path: Path, root: Path) -> str:
    """A path for display and for patterns: POSIX, relative to `root` if it is inside, else absolute."""
    text, base = os.path.abspath(path), os.path.abspath(root)
    if text == base:
        return "."
    inside = text.startswith(base.rstrip(os.sep) + os.sep)
    return (text[len(base.rstrip(os.sep)) + 1 :] if inside else text).replace(os.sep, "/")
