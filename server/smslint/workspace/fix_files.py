"""`--fix` and `--diff`: fixes documents on disk, or shows what would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from smslint.dataclass import dataclass
from smslint.io.writer import replace
from smslint.messages import Bilingual
from smslint.messages import workspace as messages
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.fix_document import FixResult, fix_document
from smslint.workspace.loading import failure_text, load_document
from smslint.workspace.run import Run, RunEvent

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.rule_resolver import FileRules


@dataclass
class FileFixer:
    """Fixes documents before they are checked. `remarks` say what could not be done, by path."""

    run: Run
    unsafe: bool
    remarks: list[tuple[str, Bilingual]] = field(default_factory=list)
    failed: bool = False

    def check(self, documents: Iterable[DiscoveredFile]) -> Iterator[RunEvent]:
        """The findings that are left when each document has been fixed and written."""
        for found in documents:
            file_rules = self.run.rule_resolver.of(found)
            document = load_document(found)
            result = self.fix(document, found.display_path, file_rules)
            if result.fixed and not self._write(found, document, result):
                result = FixResult(document)
            self.run.summary.fixed += result.fixed
            yield from self.run.document(result.document, found.display_path, file_rules, partial(load_document, found))

    def diffs(self, documents: Iterable[DiscoveredFile]) -> Iterator[str]:
        """What fixing would change, as unified differences."""
        for found in documents:
            file_rules = self.run.rule_resolver.of(found)
            document = load_document(found)
            fixed = self.fix(document, found.display_path, file_rules).document
            yield difference(found.display_path, document, fixed)

    def fix(self, document: Document, path: str, file_rules: FileRules) -> FixResult:
        """A document after its fixes; rules that undo each other are named in the remarks."""
        result = fix_document(document, path, file_rules, self.run, self.unsafe)
        if result.conflict:
            self.remarks.append((path, messages.FIX_CONFLICT.fill(rules=result.conflict)))
        return result

    def _write(self, found: DiscoveredFile, before: Document, result: FixResult) -> bool:
        text = result.document.text
        assert text is not None
        try:
            data = before.encode(text.value)
            if before.format.load(data).text != text.value:  # it would now pass for another encoding
                raise UnicodeEncodeError(before.encoding, "", 0, 0, "")
            replace(found.path, data)
        except UnicodeEncodeError:
            reason = messages.NOT_IN_ENCODING.fill(encoding=before.encoding)
        except PermissionError:
            reason = messages.NO_PERMISSION_TO_WRITE
        except OSError as error:
            reason = failure_text(error)
        else:
            return True
        self.failed = True
        self.remarks.append((found.display_path, messages.NOT_WRITTEN.fill(why=reason)))
        return False


def difference(path: str, before: Document, after: Document) -> str:
    """A unified difference, empty if nothing differs."""
    if before.text is None or after.text is None or before.text.value == after.text.value:
        return ""
    from difflib import unified_diff

    # `patch` and `git apply` end lines at line feeds alone.
    old, new = (StringIO(text.value, newline="\n").readlines() for text in (before.text, after.text))
    lines = unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
