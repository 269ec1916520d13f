"""Rules about a whole run: names and contents that occur twice, and more new templates than a day takes.

Of a template only two digests are kept (16 bytes), so that a run over millions of templates stays small; the few documents that turn out to hold
something to report are read once more at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from smslint.core.finding import Finding, Match, Value
from smslint.core.place import CONTENT, Place, Span
from smslint.language import workspace as texts
from smslint.workspace.check import Checked, Spoken, complaints
from smslint.workspace.located import Located, LocatedRelated, Range
from smslint.workspace.locate import Locator
from smslint.workspace.suppressions import Suppressions

if TYPE_CHECKING:
    from datetime import date

    from smslint.core.template import Template
    from smslint.documents.document import Document, Entry
    from smslint.workspace.session import Policy

NAME, CONTENTS, QUOTA = "duplicate-name", "duplicate-content", "submission-quota"
_RUN = frozenset({"run"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A document of the run, which can be read again; `reported` is false where it only stands beside those that the run is about."""

    shown: str
    policy: Policy
    reopen: Callable[[], Document]
    reported: bool = True


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules about the run have to say of one template, and which suppressions of the settings silenced something."""

    policy: Policy
    located: list[Located]
    suppressed: int = 0
    accepted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _First:
    """Where the first of several equal templates stands."""

    path: str
    address: str
    range: Range | None


@dataclass
class Across:
    """What is remembered of a run. Templates are numbered through it, in the order in which they are added."""

    today: date
    locator: Callable[[Document, str, Policy], Locator]
    _documents: list[Opened] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _names: array[int] = field(default_factory=lambda: array("Q"))
    _contents: array[int] = field(default_factory=lambda: array("Q"))
    _awaiting: set[int] = field(default_factory=set)
    _new: int = 0
    _excess: int | None = None

    def document(self, opened: Opened) -> None:
        """The templates that follow are this document's."""
        self._documents.append(opened)
        self._starts.append(len(self._names))

    def add(self, template: Template | None, checked: Checked | None) -> None:
        """Remember a template."""
        number = len(self._names)
        self._names.append(_digest(template.name) if template else 0)
        self._contents.append(_digest(template.content) if template else 0)
        if checked is not None and checked.awaits_run:
            self._awaiting.add(number)
        if template is not None and template.code is None:
            self._new += 1
            if self._excess is None and self._documents[-1].reported and self._new > self._most():
                self._excess = number

    def _most(self) -> int:
        rule = self._documents[-1].policy.catalog.rules.get(QUOTA)
        most = rule.options["most"] if rule else None
        return most if isinstance(most, int) else 1 << 62

    def findings(self) -> Iterator[Ruled]:
        """What the rules have to say, in the order of the run."""
        names, contents = _repeated(self._names), _repeated(self._contents)
        concerned = {
            number
            for number in range(len(self._names))
            if self._names[number] in names or self._contents[number] in contents
        } if names or contents else set()
        concerned |= self._awaiting
        if self._excess is not None:
            concerned.add(self._excess)
        yield from self._revisit(sorted(concerned), names, contents)

    def _revisit(
        self, numbers: Sequence[int], names: set[int], contents: set[int]
    ) -> Iterator[Ruled]:
        first: dict[tuple[str, int], _First] = {}
        at = 0
        while at < len(numbers):
            index = bisect_right(self._starts, numbers[at]) - 1
            start = self._starts[index]
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._names)
            mine: list[int] = []
            while at < len(numbers) and numbers[at] < end:
                mine.append(numbers[at] - start)
                at += 1
            yield from self._in_document(self._documents[index], start, mine, names, contents, first)

    def _in_document(
        self,
        opened: Opened,
        start: int,
        indexes: Iterable[int],
        names: set[int],
        contents: set[int],
        first: dict[tuple[str, int], _First],
    ) -> Iterator[Ruled]:
        document = opened.reopen()
        wanted = set(indexes)
        last = max(wanted)
        for entry in document.entries():
            if entry.index in wanted and entry.template is not None:
                number = start + entry.index
                keys = [
                    (rule, digest)
                    for rule, digest, repeated in (
                        (NAME, self._names[number], names),
                        (CONTENTS, self._contents[number], contents),
                    )
                    if digest in repeated
                ]
                yield from self._of_template(opened, document, entry, keys, first)
            if entry.index >= last:
                return

    def _of_template(
        self,
        opened: Opened,
        document: Document,
        entry: Entry,
        keys: Sequence[tuple[str, int]],
        first: dict[tuple[str, int], _First],
    ) -> Iterator[Ruled]:
        policy = opened.policy
        found: list[tuple[Finding, _First | None]] = []
        for key in keys:
            span = _span(entry, key[0])
            if key not in first:
                first[key] = _first(opened, document, entry, span)
            elif key[0] in policy.wanted:
                values: dict[str, Value] = {"other": first[key].address, "name": (entry.template and entry.template.name) or ""}
                found.append((_finding(policy, key[0], span, values), first[key]))
        if self._excess is not None and self._excess == self._number_of(opened, entry) and QUOTA in policy.wanted:
            options = policy.catalog.rules[QUOTA].options
            quota: dict[str, Value] = {"templates": self._new}
            quota |= {"limit": str(options["most"]), "seconds": str(options["seconds"])}
            found.append((_finding(policy, QUOTA, _span(entry, CONTENTS), quota), None))
        if opened.reported:
            yield self._ruled(opened, document, entry, found)

    def _number_of(self, opened: Opened, entry: Entry) -> int:
        index = next(at for at, each in enumerate(self._documents) if each is opened)
        return self._starts[index] + entry.index

    def _ruled(
        self, opened: Opened, document: Document, entry: Entry, found: list[tuple[Finding, _First | None]]
    ) -> Ruled:
        policy, template = opened.policy, entry.template
        assert template is not None
        suppressions = Suppressions(template, entry.record.comments, policy, self.today)
        shown = [(finding, where) for finding, where in found if not suppressions.silence(finding)]
        spoken = [Spoken(finding) for finding, _ in shown] + complaints(suppressions, policy, _RUN)
        checked = Checked(policy.linter.read(template), tuple(spoken))
        located: list[Located] = []
        for at, (_, each) in enumerate(self.locator(document, opened.shown, policy).pairs(entry, checked)):
            where = shown[at][1] if at < len(shown) else None
            if where is not None and where.path == opened.shown and where.range is not None:
                each = replace(each, related=(LocatedRelated(texts.THE_FIRST, where.range),))
            located.append(each)
        return Ruled(policy, located, len(found) - len(shown), frozenset(suppressions.used_accepted))


def _finding(policy: Policy, rule: str, span: Span, values: dict[str, Value]) -> Finding:
    stated = policy.catalog.rules[rule]
    return Finding(stated, policy.severity.get(rule, stated.severity), Match(span, values))


def _span(entry: Entry, rule: str) -> Span:
    template = entry.template
    assert template is not None
    if rule == NAME:
        return Span(Place(("name",)), 0, len(template.name or ""))
    return Span(CONTENT, 0, len(template.content))


def _first(opened: Opened, document: Document, entry: Entry, span: Span) -> _First:
    found = document.source_range(entry, span)
    if found is None or document.text is None:
        cell = document.cell(entry, span.place)
        return _First(opened.shown, f"{opened.shown}:{cell}" if cell else opened.shown, None)
    line = document.text.line_of(found[0]) + 1
    return _First(opened.shown, f"{opened.shown}:{line}", Range(*found))


def _digest(text: str | None) -> int:
    """Eight bytes of a text's digest, the same in every process; 0 for no text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if text else 0


def _repeated(digests: array[int]) -> set[int]:
    """The digests that occur more than once."""
    found: set[int] = set()
    last = 0
    for digest in sorted(digests):
        if digest == last and digest:
            found.add(digest)
        last = digest
    return found
