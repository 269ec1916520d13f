"""Colours of a terminal, only where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.core.severity import Severity
from smslint.dataclass import dataclass

_RESET: Final = "\x1b[0m"
_STRONG: Final = "\x1b[1m"
_FAINT: Final = "\x1b[2m"
_SEVERITY: Final[Mapping[Severity, str]] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}


@dataclass(frozen=True, slots=True)
class Painter:
    """Wraps text in colours, or leaves it as it is."""

    on: bool

    def strong(self, text: str) -> str:
        """Text that leads the eye."""
        return f"{_STRONG}{text}{_RESET}" if self.on else text

    def faint(self, text: str) -> str:
        """Text that stands back: line numbers, rules between columns."""
        return f"{_FAINT}{text}{_RESET}" if self.on and text else text

    def severity(self, severity: Severity, text: str) -> str:
        """Text in the colour of a severity."""
        return f"{_SEVERITY[severity]}{text}{_RESET}" if self.on else text
