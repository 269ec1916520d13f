"""Mends a document: pass after pass, until nothing is left to mend.

Within a pass fixes are taken in the source's order, then by rule id; one that touches what another has taken waits for
the next pass. Texts that were seen before end the work: two rules then undo each other, and both are named.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING

from smslint.core.change import Change, RenameVariable, ReplaceText
from smslint.core.place import TEMPLATE, VARIABLES, Place
from smslint.dataclass import dataclass
from smslint.documents import Document, applied, read
from smslint.syntax.edit import Edit
from smslint.workspace.check import check_document, check_template
from smslint.workspace.locate import Locator
from smslint.workspace.offers import HIDING, Offer, Offers

if TYPE_CHECKING:
    from smslint.documents.entry import TemplateEntry
    from smslint.workspace.check import Checked, Spoken
    from smslint.workspace.rule_resolver import FileRules
    from smslint.workspace.run import Run

PASSES = 50
"""More passes than any honest chain of fixes needs."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The document after its fixes, how many were made, and the rules that undo each other, if any."""

    document: Document
    fixed: int = 0
    quarrel: tuple[str, ...] = ()


@dataclass
class _Pass:
    """What one pass takes: changes by template, or else edits of the text outside fields."""

    changes: dict[int, list[tuple[str, tuple[Change, ...]]]] = field(default_factory=dict)
    edits: list[tuple[str, tuple[Edit, ...]]] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)

    @property
    def rules(self) -> list[str]:
        """The rules whose fixes were taken, each as often as it was."""
        if self.edits:
            return [rule for rule, _ in self.edits]
        return [rule for taken in self.changes.values() for rule, _ in taken]


def mend(document: Document, shown: str, file_rules: FileRules, run: Run, unsafe: bool) -> Mended:
    """Make all safe fixes of the findings that are shown, and the unsafe ones too if they are wanted."""
    if document.text is None:
        return Mended(document)
    states = [(_digest(document), document.text.value, 0)]
    history: list[list[str]] = []
    touched: set[int] | None = None
    blocked: set[tuple[int, str]] = set()
    while len(states) <= PASSES:
        taken = _plan(document, shown, file_rules, run, unsafe, touched, blocked)
        if not taken.edits and not taken.changes:
            return Mended(document, states[-1][2])
        asked = set(taken.changes)
        after = _edited(document, taken) if taken.edits else _written(document, taken, blocked)
        if after is None:
            continue
        touched = None if taken.edits else asked
        blocked = {each for each in blocked if not taken.edits and each[0] not in taken.changes}
        history.append(sorted(set(taken.rules)))
        digest = _digest(after)
        for index, (seen, earlier, fixed) in enumerate(states):
            if seen == digest:
                return Mended(_again(document, earlier), fixed, _named(history[index:]))
        document = after
        assert document.text is not None
        states.append((digest, document.text.value, states[-1][2] + len(taken.rules)))
    return Mended(_again(document, states[0][1]), 0, _named(history))


def _named(history: list[list[str]]) -> tuple[str, ...]:
    return tuple(sorted({rule for rules in history for rule in rules}))


def _digest(document: Document) -> bytes:
    assert document.text is not None
    return sha256(document.text.value.encode("utf-8", "surrogatepass")).digest()


def _plan(
    document: Document,
    shown: str,
    file_rules: FileRules,
    run: Run,
    unsafe: bool,
    touched: set[int] | None,
    blocked: set[tuple[int, str]],
) -> _Pass:
    """The fixes that one pass can make together. `touched` are the templates worth looking at again; None means all."""
    offers = Offers(document, file_rules)
    locator = Locator(document, shown, file_rules, baselined=run.matcher(file_rules, shown))
    taken = _Pass()

    def wanted(
        entry: TemplateEntry | None, checked: Checked | None, spoken: Sequence[Spoken]
    ) -> Iterator[tuple[str, Offer]]:
        for each in _in_order(locator, entry, checked, spoken, run):
            rule = each.finding.rule.id
            if entry is not None and (entry.index, rule) in blocked:
                continue
            offer = next((one for one in offers.of(entry, checked, each) if unsafe or one.safety == "safe"), None)
            if offer is not None:
                yield rule, offer

    for entry in document.entries():
        if touched is not None and entry.index not in touched:
            continue
        checked = check_template(entry.parsed, file_rules, run.today)
        if any(each.finding.rule.fix for each in checked.spoken):
            _take(taken, entry.index, wanted(entry, checked, checked.spoken))
            fixes = taken.changes.get(entry.index, [])
            while len(fixes) > 1 and not unsafe and not _safe_together(offers, checked, fixes, file_rules):
                taken.changes[entry.index] = fixes = fixes[: len(fixes) // 2]
    _take(taken, None, wanted(None, None, check_document(document, file_rules)))
    return taken


def _safe_together(
    offers: Offers, checked: Checked, fixes: Sequence[tuple[str, tuple[Change, ...]]], file_rules: FileRules
) -> bool:
    """Whether fixes that are safe one by one are so together."""
    if checked.analysis is None:
        return True
    uncovers = any(file_rules.catalog.rules[rule].category == HIDING for rule, _ in fixes)
    return offers.brings_no_error(checked, [change for _, each in fixes for change in each], uncovers)


def _in_order(
    locator: Locator, entry: TemplateEntry | None, checked: Checked | None, spoken: Sequence[Spoken], run: Run
) -> Iterator[Spoken]:
    """The findings that may be mended, in the order of the source, then of the rules' ids."""
    if entry is not None and checked is not None:
        places = locator.pairs(entry, checked)
    else:
        places = locator.whole_pairs(spoken)
    places = [(each, where) for each, where in places if run.shows(where.finding) and not where.baselined]
    for each, _ in sorted(places, key=lambda pair: (pair[1].range or (0, 0), pair[0].finding.rule.id)):
        yield each


def _take(taken: _Pass, index: int | None, offered: Iterator[tuple[str, Offer]]) -> None:
    """Take what does not touch what is taken."""
    regions: list[tuple[Place, int, int]] = []
    for rule, offer in offered:
        if offer.edits:
            if not any(_meets(edit, taken.ranges) for edit in offer.edits):
                taken.edits.append((rule, offer.edits))
                for edit in offer.edits:
                    insort(taken.ranges, (edit.start, edit.end))
            continue
        mine = [_region(change) for change in offer.changes]
        if index is not None and not any(_clash(one, other) for one in mine for other in regions):
            regions += mine
            taken.changes.setdefault(index, []).append((rule, offer.changes))


def _meets(edit: Edit, ranges: list[tuple[int, int]]) -> bool:
    """Whether an edit touches one of some ranges, which are in order and apart."""
    at = bisect_right(ranges, (edit.start, edit.end))
    return (at > 0 and ranges[at - 1][1] >= edit.start) or (at < len(ranges) and ranges[at][0] <= edit.end)


_WHOLE = 1 << 60


def _region(change: Change) -> tuple[Place, int, int]:
    """What a change touches: a range of a field, or everything below a place."""
    if isinstance(change, ReplaceText):
        return change.place, change.start, change.end
    if isinstance(change, RenameVariable):
        return TEMPLATE, 0, _WHOLE
    name = getattr(change, "name", None)
    place = VARIABLES / name if name is not None else getattr(change, "place", TEMPLATE)
    in_list = any(isinstance(part, int) for part in place.path)
    return (Place(place.path[:1]) if in_list else place), 0, _WHOLE


def _clash(one: tuple[Place, int, int], other: tuple[Place, int, int]) -> bool:
    """Whether two regions touch: insertions at one place do."""
    if one[0] == other[0]:
        return one[1] <= other[2] and other[1] <= one[2]
    length = min(len(one[0].path), len(other[0].path))
    return one[0].path[:length] == other[0].path[:length]


def _edited(document: Document, taken: _Pass) -> Document:
    """The document after edits outside fields."""
    assert document.text is not None
    edits = [edit for _, each in taken.edits for edit in each]
    return _again(document, applied(document.text.value, edits))


def _written(document: Document, taken: _Pass, blocked: set[tuple[int, str]]) -> Document | None:
    """The document after changes of its templates; None where none of them could be written.

    A template whose changes cannot be written together keeps the first half of them; a rule whose change cannot be
    written at all is not asked again until its template has changed.
    """
    changes = {index: [change for _, each in fixes for change in each] for index, fixes in taken.changes.items()}
    for index in document.edits(changes)[1]:
        fixes = taken.changes[index]
        while len(fixes) > 1:
            fixes = fixes[: len(fixes) // 2]
            if not document.edits({index: [change for _, each in fixes for change in each]})[1]:
                taken.changes[index] = fixes
                break
        else:
            blocked.add((index, fixes[0][0]))
            del taken.changes[index]
    if not taken.changes:
        return None
    text = document.write({index: [c for _, each in fixes for c in each] for index, fixes in taken.changes.items()})
    if text is not None:
        return _again(document, text)
    blocked.update((index, rule) for index, fixes in taken.changes.items() for rule, _ in fixes)
    return None


def _again(document: Document, text: str) -> Document:
    """The same file with another text; what it was called, coded and marked with stays."""
    made = read(text, document.name, format=document.format, previous=document)
    made.encoding, made.bom = document.encoding, document.bom
    return made
