"""Stands for modules that the packages of a start import, and that it does not use."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_UNUSED = ("base64", "gettext", "inspect", "ipaddress", "platform")
"""What click, dataclasses, pathlib and PyYAML import for what hardly any command does: a tenth of a start."""


class _LateModule(ModuleType):
    """A module that is imported when something of it is used. (`importlib.util.LazyLoader` imports it at the second
    `import`, before Python 3.12.)"""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # `from … import` asks for it first; none of them is a package
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(vars(module))
        return getattr(module, name)


def import_late() -> None:
    """From now on, modules that hardly any command uses are imported on first use."""
    for name in _UNUSED:
        sys.modules.setdefault(name, _LateModule(name))
    if hasattr(os, "uname"):
        sys.modules["platform"].__dict__.setdefault("system", lambda: os.uname().sysname)  # what `uuid` asks for
    sys.modules["gettext"].__dict__.setdefault("gettext", str)  # click has texts in English alone
    sys.modules["gettext"].__dict__.setdefault("ngettext", lambda one, many, number: one if number == 1 else many)
