"""Runs `smslint check` on the documents of a batch, and checks the files that it leaves."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from smslint.documents import read
from smslint.workspace.parallel import PAYS
from smslint.workspace.result_cache import FOLDER

PATIENCE = 300
"""Seconds of CPU time after which a command counts as a hang."""
OUTSIDERS = ("closed", "endless.sms", "lost.sms", "refused.sms")
"""Unreadable files: a folder and a file without permissions, a link to itself, and a link without a target."""
_DIFF = "made.diff"
_PAD = "pad.sms.jsonl"
"""A large file without templates, so that smslint starts several processes."""
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")

Failure = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class FixedDocument:
    """A document with the digest of its fixed data, None if its encoding cannot represent the fixed text.

    `conflict` is true if fixes of the document undo each other.
    """

    number: int
    name: str
    data: bytes
    fixed: str | None
    conflict: bool

    @property
    def file(self) -> str:
        """The name of the file on disk."""
        return f"{self.number:07}-{self.name}"


@dataclass
class _Done:
    """The exit code and output of a command."""

    code: int
    out: str
    errors: str

    def notes(self) -> dict[str, str]:
        """The lines on standard error by file; raises ValueError at a line that is not about a file."""
        made = {}
        for line in self.errors.splitlines():
            name, colon, text = line.partition(": ")
            if not colon or "/" in name or name.endswith("Error"):
                raise ValueError(line)
            made[name] = text
        return made


def fixes_unsafely(batch: int) -> bool:
    """Whether a batch applies unsafe fixes, too."""
    return batch % 4 == 3


@dataclass
class CommandRun:
    """Runs commands in a folder with documents and unreadable files, and collects failures."""

    tried: Sequence[FixedDocument]
    number: int
    failures: list[Failure] = field(default_factory=list)

    def __call__(self) -> list[Failure]:
        """Fix the documents, and check, compare or fix again, depending on the number of the batch."""
        fix = ["--fix", "--unsafe-fixes"] if fixes_unsafely(self.number) else ["--fix"]
        turn = self.number % 4
        if turn == 0:
            self._check()
        elif turn == 1:
            self._diff()
        self._fix(fix, again=turn > 1)
        return self.failures

    def fail(self, kind: str, detail: object = "", tried: FixedDocument | None = None) -> None:
        self.failures.append(((tried or self.tried[0]).number, kind, str(detail)))

    def _check(self) -> None:
        """One and two processes and the cache of results must report the same."""
        with _Folder(self.tried) as folder:
            report = self.report(folder, [])
            again = self.report(folder, [])
            if report and again and _of_documents(again) != _of_documents(report):
                self.fail("the cache of results has something else than was found")
            (folder / _PAD).write_bytes(b"\n" * PAYS)
            same = self.report(folder, ["--jobs", "2", "--no-cache"])
            (folder / _PAD).unlink()
            if report and same and _of_documents(same) != _of_documents(report):
                self.fail("two processes find something else than one")
            self.unchanged(folder, "check")

    def _fix(self, fix: Sequence[str], again: bool) -> None:
        """Each file must then contain the fixed data, except for one that is read-only."""
        what = " ".join(fix)
        with _Folder(self.tried) as folder:
            closed = next((each for each in self.tried if each.fixed not in (None, _digest(each.data))), None)
            if closed is not None:
                (folder / closed.file).chmod(0o444)
            report = self.report(folder, fix)
            if report is None:
                return
            for each in self.tried:
                wanted = _digest(each.data) if each.fixed is None or each is closed else each.fixed
                if _digest((folder / each.file).read_bytes()) != wanted:
                    self.fail(f"{what} writes something else than fixes make", "", each)
                told = report["notes"].get(each.file)
                if (told is not None) != (each is closed or each.fixed is None or each.conflict):
                    self.fail(f"{what} does not say what it could not do", told, each)
            self.names(folder, what)
            if again:
                before = {each.file: (folder / each.file).read_bytes() for each in self.tried}
                self.report(folder, fix)
                for each in self.tried:
                    if before[each.file] != (folder / each.file).read_bytes():
                        self.fail(f"{what} a second time changes something", "", each)

    def _diff(self) -> None:
        """`--diff` must show what fixes would change, and write nothing."""
        with _Folder(self.tried) as folder:
            done = _command(folder, "--diff", "--output", _DIFF, "--language", self.language)
            made = (folder / _DIFF).read_bytes().decode("utf-8", "replace")
            (folder / _DIFF).unlink()
            if done.code != 2:  # there are always files that cannot be read
                self.fail("--diff ends with the wrong code", (done.code, done.errors))
            changes = _by_file(made)
            for each in self.tried:
                document = read(each.data, each.name)
                if each.file not in changes:
                    if each.fixed not in (None, _digest(each.data)):
                        self.fail("--diff misses what fixes make", "", each)
                elif document.text is None:
                    self.fail("--diff of what is no text", "", each)
                elif each.fixed is not None:
                    after = document.encode(patched(document.text.value, changes[each.file]))
                    if _digest(after) != each.fixed:
                        self.fail("--diff is not what fixes make", "", each)
            self.unchanged(folder, "--diff")

    def unchanged(self, folder: Path, what: str) -> None:
        for each in self.tried:
            if (folder / each.file).read_bytes() != each.data:
                self.fail(f"{what} writes into a document", "", each)
        self.names(folder, what)

    def names(self, folder: Path, what: str) -> None:
        left = set(os.listdir(folder)) - {each.file for each in self.tried} - {*OUTSIDERS, FOLDER}
        if left:
            self.fail(f"{what} leaves files behind", sorted(left))

    @property
    def language(self) -> str:
        return ("en", "zh")[self.number // 4 % 2]

    def report(self, folder: Path, options: Sequence[str]) -> dict[str, Any] | None:
        """The JSON report with the lines of standard error as `notes`, None if the command failed."""
        what = " ".join(options) or "check"
        done = _command(folder, *options, "--format", "json", "--language", self.language)
        try:
            made: dict[str, Any] = json.loads(done.out)
            made["notes"] = done.notes()
        except ValueError as error:
            detail = f"{error}\n{done.errors[-2000:]}"
            self.fail(f"{what} ends with {done.code} and no report", detail, _culprit(self.tried, options))
            return None
        errors = any(each["severity"] == "error" and not each["baselined"] for each in made["findings"])
        if done.code != (2 if done.code == 2 and made["notes"] else int(errors)):
            self.fail(f"{what} ends with {done.code}", done.errors[-2000:])
        unread = {each["path"] for each in made["findings"] if each["rule"] == "unreadable-document"}
        if not unread.issuperset(OUTSIDERS):
            self.fail(f"{what} does not say what cannot be read", sorted(unread & set(OUTSIDERS)))
        documents = len(self.tried) + len(OUTSIDERS) + (folder / _PAD).exists()
        if made["summary"]["documents"] != documents:
            self.fail(f"{what} leaves documents out", (made["summary"], documents))
        return made


def _culprit(tried: Sequence[FixedDocument], options: Sequence[str]) -> FixedDocument | None:
    """The document that makes a command fail, None if no single document does."""
    while len(tried) > 1:
        half = len(tried) // 2
        for part in (tried[:half], tried[half:]):
            with _Folder(part) as folder:
                if _command(folder, *options, "--format", "json").code not in (0, 1):
                    tried = part
                    break
        else:
            return None
    return tried[0]


def _command(folder: Path, *options: str) -> _Done:
    command = [*_UNPRIVILEGED, sys.executable, "-m", "smslint", "check", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, preexec_fn=_limited)
    return _Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


class _Folder:
    """A temporary folder with documents and unreadable files."""

    def __init__(self, tried: Sequence[FixedDocument]) -> None:
        self.tried = tried

    def __enter__(self) -> Path:
        self.path = Path(tempfile.mkdtemp(prefix="fuzz-batch-"))
        for each in self.tried:
            (self.path / each.file).write_bytes(each.data)
        (self.path / "closed").mkdir()
        (self.path / "refused.sms").touch()
        for name in ("closed", "refused.sms"):
            (self.path / name).chmod(0)
        (self.path / "endless.sms").symlink_to("endless.sms")
        (self.path / "lost.sms").symlink_to("nowhere.sms")
        return self.path

    def __exit__(self, *_: object) -> None:
        (self.path / "closed").chmod(0o700)
        shutil.rmtree(self.path)


def _unprivileged() -> list[str]:
    """The command that drops the permissions of the superuser, so that unreadable files are unreadable."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


_UNPRIVILEGED = _unprivileged()


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _of_documents(report: Mapping[str, Any]) -> object:
    """The parts of a report that are not about the padding file."""
    return [each for each in report["findings"] if each["path"] != _PAD], report["reviews"]


def _by_file(diff: str) -> dict[str, list[str]]:
    """The lines of a diff by the file that they change."""
    made: dict[str, list[str]] = {}
    lines: list[str] = []
    before = ""
    for line in _LINES.findall(diff):
        if line.startswith("+++ b/") and before.startswith("--- a/"):
            lines = made.setdefault(line.removeprefix("+++ b/").strip(), [])
        elif not line.startswith("--- a/"):
            lines.append(line)
        before = line
    return made


def patched(text: str, diff: Sequence[str]) -> str:
    """A text with a unified diff applied; raises ValueError if the diff does not match the text."""
    lines = _LINES.findall(text)
    made: list[str] = []
    at = 0
    for number, line in enumerate(diff):
        body = line[1:]
        if diff[number + 1 : number + 2] == ["\\ No newline at end of file\n"]:
            body = body.removesuffix("\n")
        hunk = _HUNK.match(line)
        if hunk:
            start = int(hunk[1]) - (hunk[2] != "0")
            made += lines[at:start]
            at = start
        elif line[0] in " -":
            if lines[at : at + 1] != [body]:
                raise ValueError(line)
            at += 1
        if line[0] in " +":
            made.append(body)
    return "".join((*made, *lines[at:]))
