"""Patterns of modules, compiled on first use."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a pattern. The first use compiles it and takes over the methods of the compiled pattern."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self._text, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled on first use.

    The program's modules define two hundred patterns; compiling all of them would add 100 ms to every start.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
