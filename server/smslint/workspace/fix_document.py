"""Fixes a document in passes, until nothing is left to fix.

Within a pass, fixes are taken in the order of the source, then by rule id; a fix that touches an earlier one waits for
the next pass. If a text comes back that was there before, rules undo each other: fixing ends, and they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from smslint.core.change import Change, EditSource, Fix, RenameVariable, ReplaceText
from smslint.core.place import SOURCE, TEMPLATE, VARIABLES, Place
from smslint.dataclass import dataclass
from smslint.documents import Document, applied, read
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit
from smslint.workspace.candidate_fixes import HIDING, CandidateFixes
from smslint.workspace.check import check_document, check_template
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, start_of

if TYPE_CHECKING:
    from smslint.core.rule import Rule
    from smslint.documents.parsed_template import TemplateEntry
    from smslint.workspace.check import Checked
    from smslint.workspace.rule_resolver import FileRules
    from smslint.workspace.run import Run

PASSES = 50
"""More passes than fixes ever need unless rules undo each other."""


@dataclass(frozen=True, slots=True)
class FixResult:
    """The document after its fixes, what each did, and the rules that undo each other, if any."""

    document: Document
    made: tuple[tuple[str, Bilingual], ...] = ()
    conflict: tuple[str, ...] = ()

    @property
    def fixed(self) -> int:
        """How many fixes were made; `made` has the rule and the title of each."""
        return len(self.made)


_Fixes: TypeAlias = "list[tuple[Rule, Fix]]"
_Pass: TypeAlias = "dict[int | None, _Fixes]"
"""The fixes that one pass makes, by template index, None for the document itself."""


def fix_document(document: Document, path: str, file_rules: FileRules, run: Run, unsafe: bool) -> FixResult:
    """Make all safe fixes of the findings that are shown, and the unsafe ones too if they are wanted."""
    if document.text is None:
        return FixResult(document)
    states = [(document.text.value, 0)]
    history: list[set[str]] = []
    made: list[tuple[str, Bilingual]] = []
    touched: set[int | None] | None = None
    blocked: set[tuple[int | None, str]] = set()
    while len(states) <= PASSES:
        taken = _plan(document, path, file_rules, run, unsafe, touched, blocked)
        if not taken:
            return FixResult(document, tuple(made))
        in_source = any(_edits_source(fix.changes) for fixes in taken.values() for _, fix in fixes)
        asked = set(taken)
        after = _edited(document, taken) if in_source else _written(document, taken, blocked)
        if after is None:
            continue
        touched = None if in_source else asked
        blocked = {each for each in blocked if not in_source and each[0] not in taken}
        titles = [(rule.id, fix.title) for fixes in taken.values() for rule, fix in fixes]
        history.append({rule for rule, _ in titles})
        document = after
        assert document.text is not None
        for index, (earlier, fixed) in enumerate(states):
            if earlier == document.text.value:
                return FixResult(document, tuple(made[:fixed]), tuple(sorted(set().union(*history[index:]))))
        made += titles
        states.append((document.text.value, len(made)))
    return FixResult(_with_text(document, states[0][0]), (), tuple(sorted(set().union(*history))))


def _plan(
    document: Document,
    path: str,
    file_rules: FileRules,
    run: Run,
    unsafe: bool,
    touched: set[int | None] | None,
    blocked: set[tuple[int | None, str]],
) -> _Pass:
    """The fixes that one pass can make together: those of sources before those of fields.

    `touched` are the templates worth looking at again; None means all.
    """
    candidates = CandidateFixes(document, file_rules)
    builder = DiagnosticBuilder(document, path, file_rules, baselined=run.matcher(file_rules, path))
    taken: _Pass = {}

    def wanted(
        entry: TemplateEntry | None, checked: Checked | None, found: list[Diagnostic]
    ) -> Iterator[tuple[Rule, Fix]]:
        for each in sorted(found, key=start_of):
            rule, index = each.finding.rule, entry.index if entry is not None else None
            if each.baselined or (index, rule.id) in blocked or not run.shows(each.finding):
                continue
            fixes = candidates.of(entry, checked, each.finding)
            fix = next((one for one in fixes if unsafe or one.safety == "safe"), None)
            if fix is not None:
                yield rule, fix

    if fixes := _compatible(wanted(None, None, builder.of_document(check_document(document, file_rules)))):
        return {None: fixes}
    for entry in document.entries():
        if touched is not None and entry.index not in touched:
            continue
        checked = check_template(entry.parsed, file_rules, run.today, document.file)
        if any(finding.rule.fix for finding in checked.findings):
            offered = list(wanted(entry, checked, builder.of_template(entry, checked)))
            source = [(rule, fix) for rule, fix in offered if _edits_source(fix.changes)]
            fixes = _compatible(source or offered)
            while len(fixes) > 1 and not (unsafe or source):
                # Fixes that are safe one by one may be unsafe together.
                uncovers = any(rule.category == HIDING for rule, _ in fixes)
                if candidates.brings_no_error(checked, _changes(fixes), uncovers):
                    break
                fixes = fixes[: len(fixes) // 2]
            if fixes:
                taken[entry.index] = fixes
    return {index: fixes for index, fixes in taken.items() if _edits_source(fixes[0][1].changes)} or taken


def _compatible(offered: Iterable[tuple[Rule, Fix]]) -> _Fixes:
    """The fixes that do not touch an earlier one."""
    fixes: _Fixes = []
    regions: list[tuple[Place, int, int]] = []
    for rule, fix in offered:
        mine = [_region(change) for change in fix.changes]
        if not any(_clash(one, other) for one in mine for other in regions):
            regions += mine
            fixes.append((rule, fix))
    return fixes


def _changes(fixes: _Fixes) -> list[Change]:
    return [change for _, fix in fixes for change in fix.changes]


def _edits_source(changes: Iterable[Change]) -> bool:
    return any(isinstance(change, EditSource) for change in changes)


_WHOLE = 1 << 60


def _region(change: Change) -> tuple[Place, int, int]:
    """What a change touches: a range of a field, or everything below a place."""
    if isinstance(change, ReplaceText):
        return change.place, change.start, change.end
    if isinstance(change, EditSource):
        return SOURCE, change.start, change.end
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
    """The document after edits of its source."""
    assert document.text is not None
    edits: list[Edit] = []
    for index, fixes in taken.items():
        entry = None if index is None else document.entry(index)
        edits += document.entry_edits(entry, _changes(fixes)) or ()
    return _with_text(document, applied(document.text.value, edits))


def _written(document: Document, taken: _Pass, blocked: set[tuple[int | None, str]]) -> Document | None:
    """The document after changes of fields; None if none of them can be written.

    If the changes of a template cannot be written together, the first half is tried; a rule whose change cannot be
    written at all is skipped until its template has changed.
    """
    fields = {index: fixes for index, fixes in taken.items() if index is not None}
    for index in document.edits({index: _changes(fixes) for index, fixes in fields.items()})[1]:
        fixes = fields[index]
        while len(fixes) > 1:
            fixes = fixes[: len(fixes) // 2]
            if not document.edits({index: _changes(fixes)})[1]:
                fields[index] = taken[index] = fixes
                break
        else:
            blocked.add((index, fixes[0][0].id))
            del fields[index], taken[index]
    if not taken:
        return None
    text = document.write({index: _changes(fixes) for index, fixes in fields.items()})
    if text is not None:
        return _with_text(document, text)
    blocked.update((index, rule.id) for index, fixes in taken.items() for rule, _ in fixes)
    return None


def _with_text(document: Document, text: str) -> Document:
    """The same file with another text: name, encoding and byte order mark stay."""
    result = read(text, document.name, format=document.format, previous=document)
    result.encoding, result.bom = document.encoding, document.bom
    return result
