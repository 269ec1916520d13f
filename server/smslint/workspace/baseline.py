"""The baseline: findings that were accepted earlier, so that a run reports only new ones.

It is a JSON file of fingerprints, sorted so that two people's changes can be merged. The same fingerprint can occur
more than once, so each is counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any

from smslint.dataclass import dataclass
from smslint.documents.problem import UNREADABLE
from smslint.io.opener import DATA_SIZE, read_text
from smslint.messages import workspace as messages
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.settings import SettingOrigin, SettingsError

VERSION = 1


@dataclass
class Known:
    """An accepted finding: its rule and path, for people who read the file, and how often it occurs.

    By its `identity`, `check --since` knows it in a file with another name; older baselines lack it.
    """

    rule: str
    path: str
    count: int
    identity: str = ""


@dataclass
class Baseline:
    """The accepted findings by fingerprint."""

    findings: dict[str, Known] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many findings are accepted."""
        return sum(known.count for known in self.findings.values())

    def add(self, diagnostic: Diagnostic, path: str) -> None:
        """Accept a finding in a file that the baseline calls `path`, unless it says that something was not checked."""
        new = Known(diagnostic.finding.rule.id, path, 0, diagnostic.identity)
        if new.rule == UNREADABLE:
            return
        self.findings.setdefault(diagnostic.baseline_key, new).count += 1

    def matcher(self, path: str) -> Callable[[str], bool]:
        """A function that takes the fingerprints of a path's findings and returns whether each is accepted.

        It accepts a fingerprint as often as the baseline counts it.
        """
        left = dict(self._by_path.get(path, {}))

        def known(fingerprint: str) -> bool:
            if not left.get(fingerprint):
                return False
            left[fingerprint] -= 1
            return True

        return known

    @cached_property
    def _by_path(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for fingerprint, known in self.findings.items():
            found.setdefault(known.path, {})[fingerprint] = known.count
        return found

    def renewed(self, found: Baseline, checked: Collection[str]) -> Baseline:
        """This baseline with `found` in place of everything that it had for the checked paths."""
        kept = {key: known for key, known in self.findings.items() if known.path not in checked}
        return Baseline({**kept, **found.findings})

    def pruned(self, found: Baseline, checked: Collection[str], root: Path) -> Baseline:
        """This baseline without findings that the checked paths no longer have, and without paths that are gone."""
        kept: dict[str, Known] = {}
        for fingerprint, known in self.findings.items():
            if known.path in checked:
                now = found.findings.get(fingerprint)
                if now:
                    kept[fingerprint] = Known(known.rule, known.path, min(known.count, now.count), now.identity)
            elif (root / known.path).exists():
                kept[fingerprint] = known
        return Baseline(kept)

    def file_text(self) -> str:
        """The text of the file."""
        lines = []
        for fingerprint, known in sorted(self.findings.items(), key=lambda item: (item[1].path, item[1].rule, item[0])):
            entry: dict[str, str | int] = {"rule": known.rule, "path": known.path, "count": known.count}
            if known.identity:
                entry["identity"] = known.identity
            lines.append(f"  {json.dumps(fingerprint)}: {json.dumps(entry, ensure_ascii=not known.path.isprintable())}")
        body = "\n" + ",\n".join(lines) + "\n" if lines else ""
        return f'{{"version": {VERSION}, "findings": {{{body}}}}}\n'


def load_baseline(path: Path) -> Baseline:
    """Read a baseline file. Raises SettingsError if it cannot be used."""
    try:
        data = json.loads(read_text(path, DATA_SIZE))
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        return Baseline({fingerprint: _known(value) for fingerprint, value in data["findings"].items()})
    except FileNotFoundError:
        raise SettingsError(SettingOrigin(path), messages.NO_BASELINE) from None
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise SettingsError(SettingOrigin(path), messages.UNREADABLE_BASELINE.fill(why=os_error_text(error))) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SettingsError(SettingOrigin(path), messages.BROKEN_BASELINE) from None


def _known(value: Any) -> Known:
    rule, path, count, identity = value["rule"], value["path"], value["count"], value.get("identity", "")
    if not (isinstance(rule, str) and isinstance(path, str) and isinstance(count, int) and isinstance(identity, str)):
        raise TypeError(value)
    return Known(rule, path, count, identity)
