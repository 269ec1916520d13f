"""Suppressions of a finding: in the document, as its format allows it, or in the settings.

None states a reason: only the author knows it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from lsprotocol import types

from smslint.core.change import SetField
from smslint.core.place import SOURCE, TEMPLATE, Place, Span
from smslint.core.text import Text
from smslint.documents import TemplateEntry, read
from smslint.io.opener import SETTINGS_SIZE, read_text
from smslint.lsp.actions.action import Action, finding_key, finding_of
from smslint.lsp.client import Client
from smslint.lsp.edits import Edits, differences
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.messages import Language
from smslint.messages import lsp as messages
from smslint.syntax.edit import applied
from smslint.workspace.check import check_template
from smslint.workspace.settings_file import NAME, PYPROJECT
from smslint.workspace.suppressions import MALFORMED, UNUSED


def suppress_actions(
    inspection: Inspection, findings: Iterable[ShiftedDiagnostic], language: Language
) -> Iterator[Action]:
    """For each finding of a template: suppress it there, if its format can say so, or in the settings."""
    for shown in findings:
        rule = shown.finding.rule
        is_sent = shown.diagnostic in inspection.of_contract
        if rule.id in (UNUSED, MALFORMED) or not (is_sent or (shown.entry is not None and shown.entry.template)):
            continue
        title = rule.title.text(language)
        in_settings = messages.SUPPRESS_FOR_FILE if is_sent else messages.SUPPRESS_IN_SETTINGS
        if here_edits(inspection, *finding_key(shown)):
            recipe = "suppress", *finding_key(shown)
            yield Action(messages.SUPPRESS.text(language, rule=title), "quickfix", recipe, shown)
        yield Action(
            in_settings.text(language, rule=title),
            "quickfix",
            ("settings", *finding_key(shown)),
            shown,
        )


def here_edits(inspection: Inspection, index: object, fingerprint: object) -> Edits | None:
    """The edits that suppress a finding in its document, in the first way that is proved by reading the result."""
    shown = finding_of(inspection, index, fingerprint)
    if shown is None or inspection.document.text is None:
        return None
    if shown.entry is None:
        return _above_send(inspection, shown) if shown.diagnostic in inspection.of_contract else None
    for edits in _ways(inspection, shown):
        if edits and _silenced(inspection, shown, edits):
            return edits
    return None


def _above_send(inspection: Inspection, shown: ShiftedDiagnostic) -> Edits | None:
    """A comment above the finding, or above the place that sends and that it is about."""
    text, facts = inspection.document.text, inspection.document.facts
    assert text is not None
    rule = shown.finding.rule.id
    comment = f"# smslint: ignore[{rule}]"
    starts = [each.start for each in facts.sites if each.start <= shown.start] if facts is not None else []
    before = Counter(each.finding.rule.id for each in inspection.of_contract)[rule]
    for at in dict.fromkeys((shown.start, *reversed(starts[-2:]))):
        for edit in inspection.document.format.comment_edits(text, at, at, comment):
            after = inspection.with_text(applied(text.value, [edit]))
            if Counter(each.finding.rule.id for each in after.of_contract)[rule] < before:
                return [edit]
    return None


def _ways(inspection: Inspection, shown: ShiftedDiagnostic) -> Iterator[Edits | None]:
    assert shown.entry is not None
    if inspection.document.format.comments:
        yield from _comments(inspection, shown)
    template = shown.entry.template
    assert template is not None
    changes = [SetField(Place(("suppress", len(template.suppress), "rule")), shown.finding.rule.id)]
    yield inspection.document.entry_edits(shown.entry, changes)
    yield _with_column(inspection, shown.entry, changes)


def _with_column(inspection: Inspection, entry: TemplateEntry, changes: list[SetField]) -> Edits | None:
    """The edits that also add a column for suppressions to a table."""
    before = inspection.document
    assert before.text is not None
    column = before.format.column_edit(before.text.value, "suppress")
    if column is None:
        return None
    wider = applied(before.text.value, [column])
    document = read(wider, before.name, format=before.format, keep=True)
    entries = tuple(document.entries())
    edits = document.entry_edits(entries[entry.index], changes) if entry.index < len(entries) else None
    return None if edits is None else differences(before.text, Text(applied(wider, edits)))


def _comments(inspection: Inspection, shown: ShiftedDiagnostic) -> Iterator[Edits]:
    """A comment on the line before the key of the field, or at the end of that line."""
    text, entry = inspection.document.text, shown.entry
    assert text is not None
    assert entry is not None
    place = shown.finding.span.place
    if place in (SOURCE, TEMPLATE):
        return
    found = inspection.document.source_range(entry, Span(place, 0, 0))
    if found is None:
        return
    comment = f"# smslint: ignore[{shown.finding.rule.id}]"
    for edit in inspection.document.format.comment_edits(text, entry.start, found[0], comment):
        yield [edit]


def _silenced(inspection: Inspection, shown: ShiftedDiagnostic, edits: Edits) -> bool:
    """Whether the edits leave one finding of the rule fewer, and no issue with the suppression itself."""
    document, entry = inspection.document, shown.entry
    assert document.text is not None
    assert entry is not None
    text = applied(document.text.value, edits)  # type: ignore[arg-type]
    after = tuple(read(text, document.name, format=document.format, previous=document, keep=True).entries())
    if len(after) != len(inspection.entries):
        return False
    finding = shown.finding
    findings = check_template(after[entry.index].parsed, inspection.file_rules, date.today(), document.file).findings
    rules = [each.rule.id for each in findings]
    before = [each.rule.id for each in inspection.cached(entry).checked.findings]
    if finding.rule.scope == "run":  # it is not decided by one template
        return all(rules.count(each) <= before.count(each) for each in (UNUSED, MALFORMED))
    fewer = rules.count(finding.rule.id) < before.count(finding.rule.id)
    return fewer and all(rules.count(each) <= before.count(each) for each in (UNUSED, MALFORMED))


def settings_edit(
    inspection: Inspection, client: Client, index: object, fingerprint: object
) -> types.WorkspaceEdit | None:
    """The edit that suppresses a finding in the settings file, which is created if there is none."""
    shown = finding_of(inspection, index, fingerprint)
    resolved = inspection.file_rules.resolved
    file = resolved.file or resolved.root / NAME
    if shown is None or not (resolved.file or client.creates_files):
        return None
    try:
        text = Text(read_text(file, SETTINGS_SIZE)) if resolved.file else Text("")
    except (OSError, UnicodeDecodeError):
        return None
    written = _table(inspection, shown, file)
    break_ = "" if not text.value or text.value.endswith(("\n", "\r")) else "\n"
    line, unit = text.position(len(text), client.encoding)
    place = types.Range(types.Position(line, unit), types.Position(line, unit))
    return _in_file(file, types.TextEdit(place, f"{break_}{written}"), bool(resolved.file), client)


def _table(inspection: Inspection, shown: ShiftedDiagnostic, file: Path) -> str:
    template = shown.entry.template if shown.entry is not None else None
    header = "[[tool.smslint.suppress]]" if file.name == PYPROJECT else "[[suppress]]"
    pairs = {
        "rule": shown.finding.rule.id,
        "path": inspection.settings.display_path,
        "template": (template.code or template.name) if template is not None else None,
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items() if value]
    return "\n".join(("", header, *lines, ""))


def _in_file(file: Path, edit: types.TextEdit, exists: bool, client: Client) -> types.WorkspaceEdit:
    uri = file.as_uri()
    if not client.edits_versioned_documents:
        return types.WorkspaceEdit(changes={uri: [edit]})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=None)
    changes: list[types.CreateFile | types.TextDocumentEdit] = [types.TextDocumentEdit(document, [edit])]
    if not exists:
        changes.insert(0, types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)))
    return types.WorkspaceEdit(document_changes=changes)
