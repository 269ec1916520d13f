"""Which codes the documents of a project have, so that no fix gives the code of one template to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Final

from smslint.io.opener import read_bytes
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.settings import SettingsError
from smslint.workspace.settings_resolver import SettingsResolver

_CODE: Final = re.compile(rb"(?:DIGITAL_)?SMS_[0-9]+")
_SECONDS: Final = 10
"""How long the codes that were found are taken to be those of the project: in an editor, files change."""


class ProjectCodes:
    """The codes in the documents below a folder, which are read when somebody asks."""

    def __init__(self, root: Path, settings: SettingsResolver) -> None:
        self._root = root
        self._settings = settings
        self._found: frozenset[str] = frozenset()
        self._given: dict[str, tuple[str | None, int]] = {}
        self._until = 0.0

    def give(self, code: str, file: str | None, index: int) -> bool:
        """Whether a template may have a code: no document has it, and no other template was given it before."""
        if monotonic() >= self._until:
            self._found = frozenset(self._codes())
            self._given = {}
            self._until = monotonic() + _SECONDS
        return code not in self._found and self._given.setdefault(code, (file, index)) == (file, index)

    def _codes(self) -> Iterator[str]:
        try:
            for found in discover([self._root], self._settings):
                yield from _codes_of(found)
        except SettingsError:  # reported where its folder is checked
            return


def _codes_of(found: DiscoveredFile) -> Iterator[str]:
    if found.format is not None and found.format.name == "xlsx":
        from smslint.workspace.loading import load_document

        entries = load_document(found).entries()
        yield from (each.template.code for each in entries if each.template is not None and each.template.code)
        return
    try:
        data = read_bytes(found.file, found.resolved.settings.max_file_size)
    except (OSError, ValueError):
        return
    for code in _CODE.findall(data.replace(b"\0", b"")):  # without the halves of UTF-16
        yield code.decode("ascii")
