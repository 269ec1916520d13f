"""`--fix` and `--diff`: fixes documents on disk, or shows what would change."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import partial
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.dataclass import dataclass
from smslint.documents.decoding import decode_text
from smslint.documents.problem import UNREADABLE
from smslint.io.opener import read_bytes
from smslint.io.writer import ChangedMeanwhileError, replace
from smslint.messages import Bilingual
from smslint.messages import workspace as messages
from smslint.messages.system import os_error_text
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.fix_document import FixResult, fix_document
from smslint.workspace.loading import load_document
from smslint.workspace.patterns import relative, repository_of
from smslint.workspace.run import Run, RunEvent

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.rule_resolver import FileRules


@dataclass
class FileFixer:
    """Fixes documents before they are checked.

    `remarks` say what could not be done, by path, and `made` what was, if `records`.
    """

    run: Run
    unsafe: bool
    records: bool = False
    remarks: list[tuple[str, Bilingual]] = field(default_factory=list)
    made: list[tuple[str, str, Bilingual]] = field(default_factory=list)
    failed: bool = False

    def check(self, documents: Iterable[DiscoveredFile]) -> Iterator[RunEvent]:
        """The findings that are left when each document has been fixed and written."""
        for found in documents:
            file_rules = self.run.rule_resolver.of(found)
            try:
                result = self._fixed(found, file_rules)
            except ChangedMeanwhileError:
                try:
                    result = self._fixed(found, file_rules)
                except ChangedMeanwhileError:
                    self._fail(found, messages.CHANGED_MEANWHILE)
                    result = FixResult(load_document(found))
            self.count(found.display_path, result)
            yield from self.run.document(result.document, found.display_path, file_rules, partial(load_document, found))

    def diffs(self, documents: Iterable[DiscoveredFile], top: Path) -> Iterator[str]:
        """What fixing would change, as unified differences whose paths are relative to a folder."""
        for found in documents:
            file_rules = self.run.rule_resolver.of(found)
            document = load_document(found)
            if self.run.skips(document):
                continue
            self._tell_unreadable(document, found.display_path)
            result = self.fix(document, found.display_path, file_rules)
            self.count(found.display_path, result)
            yield difference(relative(found.path, top), document, result.document)

    def _tell_unreadable(self, document: Document, path: str) -> None:
        """A difference has no place for what cannot be read."""
        problems = chain(document.problems, *(entry.parsed.problems for entry in document.entries()))
        reasons = [each.match.values["reason"] for each in problems if each.rule == UNREADABLE]
        self.remarks += [(path, messages.CANNOT_READ.fill(why=reason)) for reason in reasons]
        self.failed = self.failed or bool(reasons)

    def count(self, path: str, result: FixResult) -> None:
        """Counts and records fixes that are made."""
        self.run.summary.fixed += result.fixed
        if self.records:
            self.made += [(path, rule, title) for rule, title in result.made]

    def fix(self, document: Document, path: str, file_rules: FileRules) -> FixResult:
        """A document after its fixes; rules that undo each other are named in the remarks."""
        result = fix_document(document, path, file_rules, self.run, self.unsafe)
        if result.conflict:
            self.remarks.append((path, messages.FIX_CONFLICT.fill(rules=result.conflict)))
        return result

    def _fixed(self, found: DiscoveredFile, file_rules: FileRules) -> FixResult:
        """A document with its fixes, if they could be written. Raises ChangedMeanwhileError."""
        identity = identity_of(found)
        document = load_document(found)
        result = self.fix(document, found.display_path, file_rules)
        if result.fixed and not self._write(found, document, result, identity):
            return FixResult(document)
        return result

    def _write(self, found: DiscoveredFile, before: Document, result: FixResult, identity: object) -> bool:
        text = result.document.text
        assert text is not None
        reason, other_names = write_text(found, before, text.value, identity)
        if reason is not None:
            self._fail(found, reason)
            return False
        if other_names:
            self.remarks.append((found.display_path, messages.OTHER_NAMES.fill(count=other_names)))
        return True

    def _fail(self, found: DiscoveredFile, reason: Bilingual) -> None:
        self.failed = True
        self.remarks.append((found.display_path, messages.NOT_WRITTEN.fill(why=reason)))


def write_text(found: DiscoveredFile, before: Document, text: str, identity: object) -> tuple[Bilingual | None, int]:
    """Writes the new text of a document that was read: why it cannot be written, and how many hard links to the old
    file keep the old text. Raises ChangedMeanwhileError if it is no longer the file that was read."""

    def is_unchanged() -> bool:
        """Whether the file is the one that was read. Times are coarse, so its text is read, too."""
        assert before.text is not None
        now = read_bytes(found.file, found.resolved.settings.max_file_size)
        return decode_text(now, before.format.gb18030).text == before.text.value and identity_of(found) == identity

    try:
        data = before.encode(text)
        if before.format.load(data).text != text:  # it would now pass for another encoding
            raise UnicodeEncodeError(before.encoding, "", 0, 0, "")
        return None, replace(found.path, data, is_unchanged)
    except ChangedMeanwhileError:
        raise
    except UnicodeEncodeError:
        return messages.NOT_IN_ENCODING.fill(encoding=before.encoding), 0
    except PermissionError:
        return messages.NO_PERMISSION_TO_WRITE, 0
    except OSError as error:
        return os_error_text(error), 0


def rewritten(found: DiscoveredFile, before: Document, text: str) -> tuple[Bilingual | None, int]:
    """Like `write_text`, of a file that was just read; that it changed meanwhile is a reason, too."""
    try:
        return write_text(found, before, text, identity_of(found))
    except ChangedMeanwhileError:
        return messages.CHANGED_MEANWHILE, 0


def identity_of(found: DiscoveredFile) -> object:
    """What tells a file from another one under its name; None if there is none."""
    try:
        state = os.stat(found.file)
    except OSError:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def top_of(paths: Sequence[Path]) -> Path:
    """The folder where a difference applies: the working directory, its repository's top, else the file system's root.

    Git and `patch` change no file outside of the folder where they are called.
    """
    here = Path.cwd()
    for folder in (here, repository_of(here)):
        if folder is not None and not any(os.path.isabs(relative(path, folder)) for path in paths):
            return folder
    return Path(here.anchor)


def difference(path: str, before: Document, after: Document) -> str:
    """A unified difference as Git writes it, empty if nothing differs."""
    if before.text is None or after.text is None or before.text.value == after.text.value:
        return ""
    from smslint.syntax.line_matcher import LineMatcher

    # `patch` and `git apply` end lines at line feeds alone.
    old, new = (StringIO(text.value, newline="\n").readlines() for text in (before.text, after.text))
    lines = [f"--- {_diff_name(f'a/{path}')}\n", f"+++ {_diff_name(f'b/{path}')}\n"]
    for group in LineMatcher(old, new).get_grouped_opcodes():
        (_, first, _, start, _), (_, _, last, _, end) = group[0], group[-1]
        lines.append(f"@@ -{_lines_of(first, last)} +{_lines_of(start, end)} @@\n")
        for tag, first, last, start, end in group:
            lines += [f"{' ' if tag == 'equal' else '-'}{line}" for line in old[first:last]]
            lines += [f"+{line}" for line in new[start:end] if tag != "equal"]
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _lines_of(start: int, end: int) -> str:
    """Lines in the head of a part of a difference: the first, counted from 1, and how many if they are not one."""
    return f"{start + 1}" if end - start == 1 else f"{start + (end > start)},{end - start}"


def _diff_name(path: str) -> str:
    """A path in the head of a difference: Git quotes what it could be mistaken for, and ends blanks with a tab."""
    if re.search(r'[\x00-\x1f\x7f"\\\ud800-\udfff]', path):
        escaped = (
            chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\{byte:03o}" for byte in os.fsencode(path)
        )
        return f'"{"".join(escaped)}"'
    return f"{path}\t" if " " in path else path
