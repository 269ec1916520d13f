"""The fixes of findings: single ones, all of one rule, and all that are safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from smslint.core.change import Change
from smslint.lsp.actions.action import Action, finding_key, finding_of
from smslint.lsp.edits import Edits, differences
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.messages import Language
from smslint.messages import lsp as messages
from smslint.syntax.edit import Edit
from smslint.workspace.diagnostic import DiagnosticFix
from smslint.workspace.fix_document import fix_document
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings import SettingsError


def quick_fixes(inspection: Inspection, findings: Iterable[ShiftedDiagnostic], language: Language) -> Iterator[Action]:
    """The fixes of findings, the most likely ones first."""
    for shown in findings:
        fixes = inspection.fixes(shown)
        safe = [fix for fix in fixes if fix.safety == "safe"]
        for number, fix in enumerate(fixes):
            unsafe = fix.safety == "unsafe"
            title = fix.title.text(language)
            yield Action(
                messages.UNSAFE.text(language, title=title) if unsafe else title,
                "quickfix",
                ("fix", *finding_key(shown), number),
                shown,
                unsafe,
                preferred=not unsafe and len(safe) == 1,
            )


def rule_fixes(inspection: Inspection, findings: Iterable[ShiftedDiagnostic], language: Language) -> Iterator[Action]:
    """For each rule that reports something both here and elsewhere in the file: all its safe fixes at once."""
    counts = Counter(each.finding.rule.id for each in inspection.diagnostics if each.finding.rule.fix)
    seen: set[str] = set()
    for shown in findings:
        rule = shown.finding.rule
        if counts[rule.id] > 1 and rule.id not in seen and rule.fix is not None and rule.fix.safety == "safe":
            seen.add(rule.id)
            title = messages.FIX_RULE.text(language, rule=rule.title)
            yield Action(title, "quickfix", ("rule", rule.id), shown)


def fix_all(inspection: Inspection, language: Language) -> Iterator[Action]:
    """One action with all safe fixes, if there are any."""
    if inspection.has_safe_fix:
        yield Action(messages.FIX_ALL.text(language), "source.fixAll.smslint", ("all",))


def fix_edits(inspection: Inspection, index: object, fingerprint: object, number: object) -> Edits | None:
    """The edits of one fix."""
    shown = finding_of(inspection, index, fingerprint)
    fixes: tuple[DiagnosticFix, ...] = inspection.fixes(shown) if shown is not None else ()
    return fixes[number].edits if isinstance(number, int) and 0 <= number < len(fixes) else None


def rule_edits(inspection: Inspection, rule: object) -> Edits | None:
    """The edits of all safe fixes of one rule that can be made together."""
    document = inspection.document
    edits: list[Edit] = []
    changes: dict[int, list[Change]] = {}
    for shown in inspection.diagnostics:
        if shown.finding.rule.id != rule:
            continue
        fix = next((each for each in inspection.candidate_fixes(shown) if each.safety == "safe"), None)
        if fix is not None and shown.entry is not None:
            changes.setdefault(shown.entry.index, []).extend(fix.changes)
        elif fix is not None:
            edits += document.entry_edits(None, fix.changes) or ()
    made, _ = document.edits(changes)
    return apart([*edits, *made])


def apart(edits: list[Edit]) -> list[Edit]:
    """The edits in the order of the text, without those that touch an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start > kept[-1].end or (edit.start == kept[-1].end and edit.start < edit.end):
            kept.append(edit)
    return kept


def all_edits(inspection: Inspection, resolver: RuleResolver, unsafe: bool = False) -> tuple[Edits, int]:
    """The edits that make all fixes, pass after pass, and the number of fixes."""
    before, path, file_rules = inspection.document, inspection.settings.display_path, inspection.file_rules
    try:
        fixed = fix_document(before, path, file_rules, Run(resolver), unsafe)
    except SettingsError:  # a baseline that cannot be read, which is told where the settings are
        fixed = fix_document(before, path, file_rules, Run(resolver, DisplayFilter(baseline=False)), unsafe)
    after = fixed.document
    if before.text is None or after.text is None:
        return [], 0
    return differences(before.text, after.text), fixed.fixed
