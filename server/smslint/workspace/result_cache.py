"""Keeps what checks found in the documents of a project, so that a run costs unchanged ones only their reading.

The results of one kind of run are a file in `.smslint_cache` beside the settings. A result is found by a digest of all
that it depends on: content and path, settings, catalog and lock, and for all results of a file the program, Python, the
report and the day. The first line has a digest that only this user can make: a file that somebody else wrote is not
believed, whoever seems to own it. It is data; deleting it loses nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from hmac import compare_digest
from json import JSONDecoder
from pathlib import Path
from typing import Any, Final

from smslint import __version__
from smslint.io.opener import read_bytes, read_own_bytes
from smslint.io.writer import make_cache_folder, remove_cache_folder, replace_derived
from smslint.workspace.cross_file import TemplateDigests
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.lock import lock_path
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, RenderedFindings
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.worker import PartResult, content_digest

FOLDER: Final = ".smslint_cache"
ENDING: Final = ".results"
_LARGEST: Final = 256 << 20
_MOST: Final = 64 << 20
"""Characters of results that are kept at most; those of other contents go first."""
_DAYS: Final = 7
"""After how many days a file that no run has written again is removed."""
_PRIVATE: Final = 0o600
_NONE: Final[Counter[str]] = Counter()
_DECODER: Final[Any] = JSONDecoder()
"""Its `scan_once` leaves out what takes longer than a short result: the looks at a text's start and end."""


class ResultCache:
    """The results of runs that report alike: `how` is all on which the results of every document depend."""

    def __init__(self, folder: Path, rule_resolver: RuleResolver, display: DisplayFilter, today: date, how: object):
        about = _plain([__version__, sys.implementation.cache_tag, sys.version_info[:3], display, how])
        self._about = json.dumps([*about, today.isoformat()])
        self._folder = folder
        self._file = folder / (blake2b(json.dumps(about).encode("ascii"), digest_size=8).hexdigest() + ENDING)
        self._rule_resolver = rule_resolver
        self._contexts: dict[int, tuple[ResolvedSettings, bytes | None]] = {}
        self._used: dict[str, str] = {}
        self._is_new = False

    def _key(self, found: DiscoveredFile, content: bytes) -> str | None:
        """What the result of a document is found by, given a digest of its content; None if it is not kept."""
        resolved = found.resolved
        if id(resolved) not in self._contexts:
            self._contexts[id(resolved)] = resolved, self._context(resolved)
        context = self._contexts[id(resolved)][1]
        if context is None or found.format is None or found.format.name == "code":
            return None
        named = f"{found.display_path}\0{resolved.settings_path(found.display_path)}"
        return blake2b(context + content + named.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def get(self, found: DiscoveredFile, content: bytes) -> PartResult | None:
        """The kept result of a document with a content."""
        key = self._key(found, content_digest(content))
        kept = self._kept.get(key) if key is not None else None
        if key is None or kept is None:
            return None
        self._used[key] = kept
        return _decoded(kept)

    def put(self, found: DiscoveredFile, result: PartResult) -> None:
        """Keeps the result of a document, if it can be given again."""
        key, encoded = self._key(found, result.content), _encoded(result)
        if key is not None and encoded is not None:
            self._used[key] = encoded
            self._is_new = True

    def save(self) -> None:
        """Writes the results of this run, and those of other documents as long as there is room."""
        if not self._is_new or self._secret is None:
            return
        kept = dict(self._used)
        room = _MOST - sum(map(len, kept.values()))
        for key, value in self._kept.items():
            room -= len(value)
            if room > 0:
                kept.setdefault(key, value)
        lines = (f"{key} {value}" for key, value in kept.items())
        body = "\n".join([self._about, *lines]).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            make_cache_folder(self._folder, ENDING, _DAYS)
            replace_derived(self._file, self._signed(body) + b"\n" + body, _PRIVATE)

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        if self._secret is None or os.path.islink(self._folder):
            return {}
        try:
            signature, body = read_own_bytes(self._file, _LARGEST).split(b"\n", 1)
        except (OSError, ValueError):
            return {}
        if not compare_digest(signature, self._signed(body)):
            return {}
        about, *lines = body.decode("utf-8", "surrogatepass").split("\n")
        return {line[:32]: line[33:] for line in lines} if about == self._about else {}

    def _signed(self, body: bytes) -> bytes:
        assert self._secret is not None
        return blake2b(body, key=self._secret, digest_size=32).hexdigest().encode("ascii")

    @cached_property
    def _secret(self) -> bytes | None:
        """What makes this user's digests; made on first use, None if it cannot be kept."""
        from smslint.catalog.paths import user_cache

        file = user_cache() / "results.key"
        try:
            secret = read_own_bytes(file, 64)
            if len(secret) == 32 and (os.name != "posix" or not os.stat(file).st_mode & 0o077):
                return secret
        except OSError:
            pass
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            secret = os.urandom(32)
            replace_derived(file, secret, _PRIVATE)
        except OSError:
            return None
        return secret

    def _context(self, resolved: ResolvedSettings) -> bytes | None:
        """A digest of the settings, and of the files that they name; None where results are not kept."""
        settings = resolved.settings
        if not settings.cache or settings.baseline is not None:
            return None
        lock = lock_path(resolved)
        try:
            account = blake2b(read_bytes(lock, _LARGEST)).hexdigest() if lock and lock.is_file() else None
        except OSError:
            return None
        more = resolved.prefix, resolved.suppressions, resolved.sheet, resolved.is_whole, "lock" in resolved.origins
        about = _plain([settings, more, self._rule_resolver.catalog(resolved).digest, account])
        return blake2b(json.dumps(about).encode("ascii"), digest_size=16).digest()


def remove_results(folder: Path) -> bool:
    """Removes the results in a folder with the folder; false if there is none."""
    return remove_cache_folder(folder, ENDING)


def _plain(value: Any) -> Any:
    """A value as JSON that is the same in every process."""
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, each.name)) for each in fields(value))]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(inner)] for key, inner in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(map(_plain, value))
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(type(value).__name__)


def _encoded(result: PartResult) -> str | None:
    rendered = result.rendered
    if rendered is None or not result.content or result.documents != 1:
        return None
    if result.timeouts or +result.skipped or result.contract:
        return None
    kept = result.kept
    plain = [
        *(result.templates, result.suppressed, sorted(result.used)),
        *(kept.names.tolist(), kept.contents.tolist(), kept.flags.hex()),
        *(rendered.severities, rendered.approved, rendered.ranks, rendered.findings),
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _decoded(kept: str) -> PartResult:
    plain, _ = _DECODER.scan_once(kept, 0)
    templates, suppressed, used, names, contents, flags, severities, approved, ranks, findings = plain
    digests = TemplateDigests(array("Q", names), array("Q", contents), bytearray.fromhex(flags))
    found = RenderedFindings(findings, severities, approved, ranks)
    return PartResult([], found, templates, suppressed, set(used), _NONE, digests, _NONE, 1, [])
