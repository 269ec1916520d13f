"""Which lock governs, and what it says. It is read only when a rule or a command asks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.workspace.settings import ResolvedSettings

if TYPE_CHECKING:
    from smslint.documents.account.lockfile import Lock

DEFAULT = "smslint.lock"


def lock_path(resolved: ResolvedSettings) -> Path | None:
    """The lock of some settings, whether it exists or not; None if they switch it off.

    It is the file that they name, else the closest one upward from their folder, else one in that folder.
    """
    name = resolved.settings.lock
    if not name:
        return None
    if "lock" in resolved.origins:
        return resolved.root / name
    for folder in (resolved.root, *resolved.root.parents):
        if os.path.isfile(folder / DEFAULT):
            return folder / DEFAULT
    return resolved.root / DEFAULT


def load_lock(path: Path) -> Lock:
    """The lock of a file. Raises OSError and LockError."""
    from smslint.documents.account.lockfile import LARGEST, LockError, read_lock
    from smslint.io.opener import read_text
    from smslint.messages.account import LOCK_NOT_JSON

    try:
        return read_lock(read_text(path, LARGEST))
    except UnicodeDecodeError:
        raise LockError(1, LOCK_NOT_JSON) from None
