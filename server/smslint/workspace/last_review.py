"""An earlier report or a baseline, compared with a run: what is new, what is still there, and what is gone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from smslint.core.severity import SEVERITIES, Severity
from smslint.dataclass import dataclass
from smslint.io.opener import read_text
from smslint.messages import workspace as messages
from smslint.messages.system import os_error_text
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.settings import SettingOrigin, SettingsError

LARGEST: Final = 1 << 29
"""How many bytes an earlier report may have."""


@dataclass(slots=True)
class LastFinding:
    """A finding of the last review, as often as it is not found again.

    A baseline knows neither severity nor message; `template` is what a report called it. `hidden` findings were
    suppressed or in a baseline, so that nobody misses them.
    """

    rule: str
    path: str
    count: int = 1
    severity: Severity | None = None
    message: str | None = None
    template: str | None = None
    hidden: bool = False


class LastReview:
    """The findings of the last review. `mark` takes those of a run one by one, then `gone` tells what is left.

    A finding is the same if its fingerprint is, which lines that move do not change; or, if its file has another name
    now, if all but the file's name is the same. `base` is the folder to which shown paths are relative.
    """

    def __init__(self, findings: Iterator[tuple[str, str, LastFinding]], base: Path) -> None:
        self.new = self.same = 0
        self._by_fingerprint: dict[str, LastFinding] = {}
        self._by_identity: dict[str, list[LastFinding]] = defaultdict(list)
        self._exists = cache(lambda path: (base / path).exists())
        for fingerprint, identity, found in findings:
            known = self._by_fingerprint.setdefault(fingerprint, found)
            if known is not found:
                known.count += found.count
            elif identity:
                self._by_identity[identity].append(found)

    def mark(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with what became of it since the last review, which it is counted as."""
        known = self._known(diagnostic)
        if known is not None:
            known.count -= 1
        if diagnostic.aside or diagnostic.baselined or diagnostic.suppression is not None:
            return diagnostic
        is_new = known is None
        self.new += is_new
        self.same += not is_new
        return replace(diagnostic, since="new" if is_new else "same")

    def _known(self, diagnostic: Diagnostic) -> LastFinding | None:
        for key in (diagnostic.fingerprint, diagnostic.baseline_key):
            found = self._by_fingerprint.get(key)
            if found is not None and found.count:
                return found
        renamed = self._by_identity.get(diagnostic.identity, ())
        return next((each for each in renamed if each.count and not self._exists(each.path)), None)

    def gone(self, checked: Collection[str], rules: Collection[str], severity: Severity) -> Iterator[LastFinding]:
        """What is no longer found, though its rule is in force and its file was checked or is not there.

        `severity` is the lowest that the run shows.
        """
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        for found in self._by_fingerprint.values():
            judged = found.rule in rules and (found.severity is None or found.severity in shown) and not found.hidden
            if judged and found.count and (found.path in checked or not self._exists(found.path)):
                yield found


def load_last_review(path: Path, base: Path) -> LastReview:
    """Read a report in `json` or `jsonl`, or a baseline. Raises SettingsError if it is neither."""
    try:
        return LastReview(_findings(read_text(path, LARGEST)), base)
    except FileNotFoundError:
        raise SettingsError(SettingOrigin(path), messages.NO_LAST_REVIEW) from None
    except OSError as error:
        reason = messages.UNREADABLE_LAST_REVIEW.fill(why=os_error_text(error))
        raise SettingsError(SettingOrigin(path), reason) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise SettingsError(SettingOrigin(path), messages.BROKEN_LAST_REVIEW) from None


def _findings(text: str) -> Iterator[tuple[str, str, LastFinding]]:
    """The fingerprint and the identity of each finding, and the finding."""
    try:
        data = json.loads(text)
        lines = [data] if data.get("kind") == "summary" else None
    except ValueError:
        lines = [json.loads(line) for line in text.splitlines() if line]
    if lines is not None:
        if lines[-1]["kind"] != "summary":
            raise ValueError(lines[-1]["kind"])
        data = {"version": lines[-1]["version"], "findings": [each for each in lines if each["kind"] == "finding"]}
    if data["version"] != 1:
        raise ValueError(data["version"])
    if isinstance(data["findings"], dict):
        for fingerprint, known in data["findings"].items():
            found = LastFinding(_text(known["rule"]), _text(known["path"]), int(known["count"]))
            yield fingerprint, _text(known.get("identity", "")), found
        return
    for each in data["findings"]:
        found = LastFinding(_text(each["rule"]), _text(each["path"]))
        found.severity = each["severity"] if each["severity"] in SEVERITIES else None
        found.message, found.template = _text(each["message"]), _named(each["template"])
        found.hidden = each["baselined"] is True or "suppressed" in each
        yield _text(each["fingerprint"]), _text(each.get("identity", "")), found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _named(template: Mapping[str, Any] | None) -> str | None:
    name = template and (template["code"] or template["name"])
    return _text(name) if name else None
