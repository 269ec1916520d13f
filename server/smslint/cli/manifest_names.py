"""The names of files that hold one template each."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Template

_NOT_IN_NAMES: Final = lazy_pattern(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED: Final = lazy_pattern(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)
_LONGEST_NAME: Final = 80
_MOST_BYTES: Final = 230
"""With a number and its ending, a name must stay below the 255 bytes that file systems allow."""


def file_stem(template: Template) -> str:
    """A file name without its ending: the template's name or code, in characters that every system allows."""
    name = _NOT_IN_NAMES.sub("_", template.name or template.code or "").strip(" ._")[:_LONGEST_NAME]
    name = name.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return f"_{name}" if _RESERVED.match(name) else name or "template"


def free_file_name(stem: str, taken: set[str]) -> str:
    """A name that no other template of the run has, even on systems that ignore case; it is added to `taken`."""
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free.casefold())
    return free
