"""Which lock governs, and what it says. It is read only when a rule or a command asks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.workspace.settings import ResolvedSettings, SettingOrigin, Settings, SettingsError, SettingsWarning

if TYPE_CHECKING:
    from smslint.core.account import Account
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


def account_of_settings(resolved: ResolvedSettings) -> Account | None:
    """What the lock and the settings tell of the account; None if neither tells anything. Raises SettingsError."""
    settings, path = resolved.settings, lock_path(resolved)
    has_lock = path is not None and os.path.isfile(path)
    if not (has_lock or settings.account_kind or settings.signatures):
        return None
    from dataclasses import replace
    from datetime import date

    account = _locked(path) if path is not None and has_lock else _listed(settings)
    individual = settings.account_kind and settings.account_kind == "individual"
    return replace(account, individual=individual or None, today=date.today().isoformat())


def _locked(path: Path) -> Account:
    """The account of a lock, which wins over the settings. Raises SettingsError."""
    from smslint.documents.account.lockfile import LockError, account_of

    try:
        return account_of(load_lock(path))
    except LockError as error:
        from smslint.messages.account import UNUSABLE

        raise SettingsError(SettingOrigin(path, error.line), UNUSABLE.fill(reason=error.reason)) from None
    except OSError as error:
        from smslint.messages.account import UNUSABLE
        from smslint.messages.system import os_error_text

        raise SettingsError(SettingOrigin(path), UNUSABLE.fill(reason=os_error_text(error))) from None


def settings_beside_lock(resolved: ResolvedSettings, account: Account) -> Iterator[SettingsWarning]:
    """What the settings say of signatures otherwise than the lock, which counts; nothing where there is no lock."""
    settings, path = resolved.settings, lock_path(resolved)
    if not settings.signatures or path is None or not os.path.isfile(path):
        return
    from smslint.messages import account as messages

    origin = resolved.origins.get("signatures", SettingOrigin(resolved.file))
    for mine in _listed(settings).signatures:
        known = [each for each in account.by_name.get(mine.name, ()) if each.medium == mine.medium]
        if not known:
            yield SettingsWarning(origin, messages.NOT_IN_LOCK.fill(name=mine.name, lock=path.name))
        for part in ("status", "scene", "tag", "source", "carriers") if known else ():
            stated, others = getattr(mine, part), [getattr(each, part) for each in known]
            if stated is None or any(each is None or _agree(stated, each) for each in others):
                continue
            values = {"name": mine.name, "lock": path.name, "here": _said(stated), "there": _said(others[0])}
            yield SettingsWarning(origin, messages.OTHERWISE_IN_LOCK.fill(**values))


def _agree(stated: object, known: object) -> bool:
    return _said(stated) == _said(known)


def _said(value: object) -> str | tuple[str, ...]:
    """A value as settings write it: of carriers, those that filed."""
    if not isinstance(value, Mapping):
        return str(value)
    return tuple(each for each, state in value.items() if state in ("filed", "to-verify")) or ("-",)


def _listed(settings: Settings) -> Account:
    """The account that settings describe, which is never complete."""
    from smslint.core.account import CARRIERS, Account, AccountSignature, Qualification

    companies = {each.company for each in settings.signatures if each.company}
    return Account(
        signatures=tuple(
            AccountSignature(
                each.name,
                each.for_,
                each.status,
                each.scene,
                each.tag,
                each.source,
                each.company,
                carriers=None
                if each.filed is None
                else {carrier: "filed" if carrier in each.filed else "not-filed" for carrier in CARRIERS},
            )
            for each in settings.signatures
        ),
        qualifications={each: Qualification(each, company=each) for each in companies},
    )
