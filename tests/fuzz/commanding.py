"""A batch's documents through the real command, and what it leaves on disk."""

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

PATIENCE = 300
"""Seconds of processor time after which a command on one batch counts as one that hangs."""
OUTSIDERS = ("closed", "endless.sms", "lost.sms", "refused.sms")
"""What cannot be read: a folder and a file without permission, a link to itself and one that leads nowhere."""
_PAD = "pad.sms.jsonl"
"""A file without templates that makes several processes worth while."""
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")

Fault = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """A document that has been mended in process: the digest of what its fixes make, None where its encoding cannot
    hold that. `conflicts` says that rules undo each other in it.
    """

    number: int
    name: str
    data: bytes
    fixed: str | None
    conflicts: bool

    @property
    def file(self) -> str:
        """Its name on disk."""
        return f"{self.number:07}-{self.name}"


@dataclass
class _Done:
    """What a command said."""

    code: int
    out: str
    told: str

    def remarks(self) -> dict[str, str]:
        """What it told on standard error, by file. Raises ValueError where it is not about files."""
        made = {}
        for line in self.told.splitlines():
            name, colon, text = line.partition(": ")
            if not colon or "/" in name or name.endswith("Error"):
                raise ValueError(line)
            made[name] = text
        return made


def mends_unsafely(batch: int) -> bool:
    """Whether the fixes of a batch are made whether they are safe or not."""
    return batch % 4 == 3


@dataclass
class Batch:
    """Documents on disk beside what cannot be read. `faults` are what does not hold."""

    tried: Sequence[Tried]
    number: int
    faults: list[Fault] = field(default_factory=list)

    def __call__(self) -> list[Fault]:
        """Mend the documents, and do one thing more, which the batch's number says: check, compare, or mend again."""
        fix = ["--fix", "--unsafe-fixes"] if mends_unsafely(self.number) else ["--fix"]
        turn = self.number % 4
        if turn == 0:
            self.checks()
        elif turn == 1:
            self.compares()
        self.mends(fix, again=turn > 1)
        return self.faults

    def fault(self, kind: str, detail: object = "", tried: Tried | None = None) -> None:
        self.faults.append(((tried or self.tried[0]).number, kind, str(detail)))

    def checks(self) -> None:
        """One process and two find the same."""
        with _Folder(self.tried) as folder:
            report = self.report(folder, [])
            (folder / _PAD).write_bytes(b"\n" * PAYS)
            same = self.report(folder, ["--jobs", "2"])
            (folder / _PAD).unlink()
            if report and same and _of_documents(same) != _of_documents(report):
                self.fault("two processes find something else than one")
            self.unchanged(folder, "check")

    def mends(self, fix: Sequence[str], again: bool) -> None:
        """Each file is then what fixes make of it, but for one that may not be written."""
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
                    self.fault(f"{what} writes something else than fixes make", "", each)
                told = report["remarks"].get(each.file)
                if (told is not None) != (each is closed or each.fixed is None or each.conflicts):
                    self.fault(f"{what} does not say what it could not do", told, each)
            self.names(folder, what)
            if again:
                before = {each.file: (folder / each.file).read_bytes() for each in self.tried}
                self.report(folder, fix)
                for each in self.tried:
                    if before[each.file] != (folder / each.file).read_bytes():
                        self.fault(f"{what} a second time changes something", "", each)

    def compares(self) -> None:
        """A difference is what fixes make, and writes nothing."""
        with _Folder(self.tried) as folder:
            done = _command(folder, "--diff", "--language", self.language)
            if done.code != int(bool(done.out)):
                self.fault("--diff ends with the wrong code", (done.code, done.told))
            changes = _by_file(done.out)
            for each in self.tried:
                document = read(each.data, each.name)
                if each.file not in changes:
                    if each.fixed not in (None, _digest(each.data)):
                        self.fault("--diff misses what fixes make", "", each)
                elif document.text is None:
                    self.fault("--diff of what is no text", "", each)
                elif each.fixed is not None:
                    after = document.encode(patched(document.text.value, changes[each.file]))
                    if _digest(after) != each.fixed:
                        self.fault("--diff is not what fixes make", "", each)
            self.unchanged(folder, "--diff")

    def unchanged(self, folder: Path, what: str) -> None:
        for each in self.tried:
            if (folder / each.file).read_bytes() != each.data:
                self.fault(f"{what} writes into a document", "", each)
        self.names(folder, what)

    def names(self, folder: Path, what: str) -> None:
        left = set(os.listdir(folder)) - {each.file for each in self.tried} - set(OUTSIDERS)
        if left:
            self.fault(f"{what} leaves files behind", sorted(left))

    @property
    def language(self) -> str:
        return ("en", "zh")[self.number // 4 % 2]

    def report(self, folder: Path, options: Sequence[str]) -> dict[str, Any] | None:
        """The report, where the command ended as it may; what it told of files beside it is added as `remarks`."""
        what = " ".join(options) or "check"
        done = _command(folder, *options, "--format", "json", "--language", self.language)
        try:
            made: dict[str, Any] = json.loads(done.out)
            made["remarks"] = done.remarks()
        except ValueError as error:
            detail = f"{error}\n{done.told[-2000:]}"
            self.fault(f"{what} ends with {done.code} and no report", detail, _culprit(self.tried, options))
            return None
        errors = any(each["severity"] == "error" and not each["baselined"] for each in made["findings"])
        if done.code != (2 if done.code == 2 and made["remarks"] else int(errors)):
            self.fault(f"{what} ends with {done.code}", done.told[-2000:])
        unread = {each["path"] for each in made["findings"] if each["rule"] == "unreadable-document"}
        if not unread.issuperset(OUTSIDERS):
            self.fault(f"{what} does not say what cannot be read", sorted(unread & set(OUTSIDERS)))
        documents = len(self.tried) + len(OUTSIDERS) + (folder / _PAD).exists()
        if made["summary"]["documents"] != documents:
            self.fault(f"{what} leaves documents out", (made["summary"], documents))
        return made


def _culprit(tried: Sequence[Tried], options: Sequence[str]) -> Tried | None:
    """The document that makes a command fail, where one alone does."""
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
    """A folder with some documents and what cannot be read, for a while."""

    def __init__(self, tried: Sequence[Tried]) -> None:
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
    """How a superuser starts a process to which permissions mean something."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


_UNPRIVILEGED = _unprivileged()


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _of_documents(report: Mapping[str, Any]) -> object:
    """A report without what is said of the file that makes several processes worth while."""
    return [each for each in report["findings"] if each["path"] != _PAD], report["reviews"]


def _by_file(diff: str) -> dict[str, list[str]]:
    """The lines of a difference by the file that they change."""
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
    """What a unified difference makes of a text. Raises ValueError where the text is another."""
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
