"""Rules about a whole run: names and contents that occur twice, and more new templates than a day takes.

Of a template two digests and a flag are kept (17 bytes), so that a run over millions of templates stays small; the few
documents that turn out to hold something to report are read once more at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from smslint.core.finding import Finding, Match, RuleMatch, Value
from smslint.core.place import CONTENT, Place, Span
from smslint.dataclass import dataclass
from smslint.messages import workspace as messages
from smslint.workspace.check import Checked
from smslint.workspace.locate import Locator
from smslint.workspace.located import Located, LocatedRelated, Range
from smslint.workspace.suppressions import Suppressions

if TYPE_CHECKING:
    from datetime import date
    from hashlib import blake2b

    from smslint.core.template import Template
    from smslint.documents.document import Document
    from smslint.documents.entry import TemplateEntry
    from smslint.workspace.rule_resolver import FileRules

NAME, CONTENTS, QUOTA = "duplicate-name", "duplicate-content", "submission-quota"
_RUN = frozenset({"run"})
_NEW, _AWAITS = 1, 2


@dataclass(frozen=True, slots=True)
class Opened:
    """A document of the run, which can be read again.

    `reported` is false where it only stands beside those that the run is about.
    """

    shown: str
    file_rules: FileRules
    reopen: Callable[[], Document]
    reported: bool = True


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules about the run have to say of one template, and which suppressions of the settings silenced
    something."""

    file_rules: FileRules
    located: list[Located]
    suppressed: int = 0
    accepted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _First:
    """Where the first of several equal templates stands: in its document, and in its own lines where the document is
    read in pieces, of which one is kept in memory at a time.
    """

    opened: Opened
    address: str
    here: LocatedRelated | None = None
    in_lines: LocatedRelated | None = None

    def seen_from(self, opened: Opened) -> LocatedRelated | None:
        """What a finding of a document or piece says of it; None where it stands in another document."""
        if opened is self.opened:
            return self.here
        return self.in_lines if opened.shown == self.opened.shown else None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of templates: digests of their names and contents, and whether they are new or await the run."""

    names: array[int] = field(default_factory=lambda: array("Q"))
    contents: array[int] = field(default_factory=lambda: array("Q"))
    flags: bytearray = field(default_factory=bytearray)

    def extend(self, other: Remembered) -> None:
        """Remember what another has."""
        self.names.extend(other.names)
        self.contents.extend(other.contents)
        self.flags.extend(other.flags)


@dataclass
class Across:
    """The templates of a run, numbered through it in the order in which they are added."""

    today: date
    locator: Callable[[Document, str, FileRules], Locator]
    _kept: Remembered = field(default_factory=Remembered)
    _pending: list[Template | None] = field(default_factory=list)
    _documents: list[Opened] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def document(self, opened: Opened) -> None:
        """The templates that follow are this document's."""
        self._documents.append(opened)
        self._starts.append(len(self._kept.flags))

    def add(self, template: Template | None, checked: Checked | None) -> None:
        """Remember a template."""
        self._pending.append(template)
        if len(self._pending) > 1:
            self._digest_pending()
        new = _NEW if template is not None and template.code is None else 0
        self._kept.flags.append(new | (_AWAITS if checked is not None and checked.awaits_run else 0))

    def _digest_pending(self) -> None:
        """Digests are made when there is a second template to compare: importing them takes 2.5 ms."""
        for template in self._pending:
            self._kept.names.append(_digest(template.name) if template else 0)
            self._kept.contents.append(_digest(template.content) if template else 0)
        self._pending.clear()

    @property
    def kept(self) -> Remembered:
        """What is remembered of the templates so far."""
        self._digest_pending()
        return self._kept

    def findings(self) -> Iterator[Ruled]:
        """What the rules have to say, in the order of the run."""
        kept = self._kept if len(self._kept.flags) < 2 else self.kept
        names, contents = _repeated(kept.names), _repeated(kept.contents)
        concerned = {number for number, flag in enumerate(kept.flags) if flag & _AWAITS}
        if names:
            concerned.update(number for number, digest in enumerate(kept.names) if digest in names)
        if contents:
            concerned.update(number for number, digest in enumerate(kept.contents) if digest in contents)
        excess = self._excess()
        if excess is not None:
            concerned.add(excess)
        yield from self._revisit(sorted(concerned), names, contents, excess)

    def _excess(self) -> int | None:
        """The first template that is to be reported and new, and one more than a day takes."""
        if not self._documents:
            return None
        rule = self._documents[0].file_rules.catalog.rules.get(QUOTA)
        most = rule.options["most"] if rule else None
        seen = 0
        for number, flag in enumerate(self._kept.flags):
            seen += flag & _NEW
            if isinstance(most, int) and seen > most and flag & _NEW and self._documents[self._index(number)].reported:
                return number
        return None

    def _index(self, number: int) -> int:
        return bisect_right(self._starts, number) - 1

    def _revisit(
        self, numbers: Sequence[int], names: set[int], contents: set[int], excess: int | None
    ) -> Iterator[Ruled]:
        first: dict[tuple[str, int], _First] = {}
        for index, group in groupby(numbers, self._index):
            opened, start = self._documents[index], self._starts[index]
            document = opened.reopen()
            wanted = {number - start + document.first_index for number in group}
            last = max(wanted)
            for entry in document.entries():
                if entry.index in wanted and entry.template is not None:
                    number = start + entry.index - document.first_index
                    kept = ((NAME, self._kept.names, names), (CONTENTS, self._kept.contents, contents))
                    keys = [(rule, all_[number]) for rule, all_, some in kept if some and all_[number] in some]
                    found = _repeats(opened, document, entry, keys, first)
                    if number == excess and QUOTA in opened.file_rules.wanted:
                        found.append((self._quota(opened.file_rules, entry), None))
                    if opened.reported:
                        yield self._ruled(opened, document, entry, found)
                if entry.index >= last:
                    break

    def _quota(self, file_rules: FileRules, entry: TemplateEntry) -> Finding:
        options = file_rules.catalog.rules[QUOTA].options
        values: dict[str, Value] = {"templates": sum(flag & _NEW for flag in self._kept.flags)}
        values |= {"limit": str(options["most"]), "seconds": str(options["seconds"])}
        return file_rules.finding(RuleMatch(QUOTA, Match(_span(entry, CONTENTS), values)))

    def _ruled(
        self, opened: Opened, document: Document, entry: TemplateEntry, found: list[tuple[Finding, _First | None]]
    ) -> Ruled:
        file_rules, template = opened.file_rules, entry.template
        assert template is not None
        suppressions = Suppressions(template, entry.parsed.comments, file_rules, self.today)
        shown = [finding for finding, _ in found if not suppressions.silence(finding)]
        suppressed = len(found) - len(shown)
        shown += map(file_rules.finding, suppressions.issues(_RUN))
        checked = Checked(file_rules.linter.read(template), tuple(shown))
        firsts = {id(finding): first.seen_from(opened) for finding, first in found if first is not None}
        located = [
            replace(each, related=(first,)) if (first := firsts.get(id(each.finding))) is not None else each
            for each in self.locator(document, opened.shown, file_rules).of_template(entry, checked)
        ]
        return Ruled(file_rules, located, suppressed, frozenset(suppressions.used_accepted))


def _repeats(
    opened: Opened,
    document: Document,
    entry: TemplateEntry,
    keys: Sequence[tuple[str, int]],
    first: dict[tuple[str, int], _First],
) -> list[tuple[Finding, _First | None]]:
    """The findings of a template that repeats earlier ones; where it is the first itself, that is noted."""
    found: list[tuple[Finding, _First | None]] = []
    for key in keys:
        span = _span(entry, key[0])
        if key not in first:
            first[key] = _first(opened, document, entry, span)
        elif key[0] in opened.file_rules.wanted:
            values: dict[str, Value] = {"other": first[key].address}
            values["name"] = (entry.template and entry.template.name) or ""
            found.append((opened.file_rules.finding(RuleMatch(key[0], Match(span, values))), first[key]))
    return found


def _span(entry: TemplateEntry, rule: str) -> Span:
    template = entry.template
    assert template is not None
    if rule == NAME:
        return Span(Place(("name",)), 0, len(template.name or ""))
    return Span(CONTENT, 0, len(template.content))


def _first(opened: Opened, document: Document, entry: TemplateEntry, span: Span) -> _First:
    found = document.source_range(entry, span)
    if found is None or document.text is None:
        cell = document.cell(entry, span.place)
        return _First(opened, f"{opened.shown}:{cell}" if cell else opened.shown)
    address = f"{opened.shown}:{document.text.line_of(found[0]) + 1}"
    here = LocatedRelated(messages.THE_FIRST, Range(*found))
    if document.chunk is None:
        return _First(opened, address, here)
    lines = document.text.lines(*found)
    before = lines.first_offset - document.text.first_offset
    place = Range(found[0] - before, found[1] - before)
    return _First(opened, address, here, LocatedRelated(messages.THE_FIRST, place, lines))


def _digest(text: str | None) -> int:
    """Eight bytes of a text's digest, the same in every process; 0 for no text."""
    return int.from_bytes(_hash()(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if text else 0


@cache
def _hash() -> Callable[..., blake2b]:
    from hashlib import blake2b

    return blake2b


def _repeated(digests: array[int]) -> set[int]:
    """The digests that occur more than once; looked for in four parts, since numbers that are sorted take 40 bytes."""
    found: set[int] = set()
    for part in range(4):
        last = 0
        for digest in sorted(digest for digest in digests if digest & 3 == part):
            if digest == last and digest:
                found.add(digest)
            last = digest
    return found
