"""`textDocument/hover`: what is known about the place under the cursor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.core.analysis import Analysis
from smslint.core.place import CONTENT, Span
from smslint.core.segments.bounds import length_bounds
from smslint.core.severity import SEVERITIES
from smslint.documents.context import Context
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import markdown, markdown_code
from smslint.lsp.account import signature_details, template_details
from smslint.lsp.documentation import (
    attribute_lines,
    field_lines,
    finding_lines,
    plain,
    review_lines,
    rule_lines,
    rule_link,
)
from smslint.lsp.inspection import Inspection
from smslint.lsp.lengths import length_line, message_line
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrence_at
from smslint.lsp.session import Session
from smslint.messages import Language
from smslint.messages import lsp as lsp_messages
from smslint.messages import values as value_messages
from smslint.messages.template import TYPE_NAMES
from smslint.values.preview import Preview
from smslint.workspace.known_templates import known_of

if TYPE_CHECKING:
    from smslint.lsp.code_places import Sent
    from smslint.lsp.code_project import CodeProject

_SIGNATURES = (("signature",), ("signatures",))
MOST_LINES: Final = 4
"""The most lines of a hover. More cover the text, and are on the pages that the lines link to."""
_LONGEST_REASON: Final = 500
_DOUBLED: Final = {'"': ('""',), "/": (r"\/",)}


def hover(session: Session, inspection: Inspection, params: types.HoverParams) -> types.Hover | None:
    """What is known about a position, the most important first; None if nothing is."""
    language = session.client.language
    offset = inspection.positions.offset(params.position)
    entry = inspection.entry_at(offset)
    analysis = inspection.analysis(entry) if entry is not None else None
    context = inspection.document.context(offset)
    about: list[str] = []
    findings: list[str] = []
    review: list[str] = []
    length: list[str] = []
    ranges: list[tuple[int, int]] = []
    if session.code is not None and inspection.is_code:
        from smslint.lsp.code_places import sent_at

        sent = sent_at(session.code, inspection, offset)
        if sent is not None:
            about += _sent(session.code, inspection, sent, language)
            ranges.append((sent.start, sent.end))
    here = occurrence_at(inspection, entry, offset)
    if here is not None and analysis is not None:
        about += _variable(here.name, analysis, language)
        ranges.append((here.start, here.end))
    touching = inspection.diagnostics_in(offset, offset)
    for each in sorted(touching, key=lambda each: SEVERITIES.index(each.finding.severity)):
        if each.start <= offset < max(each.end, each.start + 1):
            url = rule_link(each.finding.rule.id, each.diagnostic.url, inspection.uri, session.client)
            findings += finding_lines(each.finding.rule, each.finding.message(language), url, language)
            ranges.append((each.start, each.end))
    if context is not None:
        about += _account(context, inspection, language)
        about += _context(context, inspection, language, known=here is not None)
        ranges.append((context.start, max(context.end, context.start)))
    if entry is not None and entry.review is not None:
        review = review_lines(entry.review, inspection.file_rules.catalog.lexicon, language)
        if place := _reason_at(inspection, entry, offset):
            about += review
            ranges.append(place)
    message = _message_at(inspection, entry, context, offset)
    if message is not None and analysis is not None:
        ranges.append(message)
        length = _length(analysis, inspection.price_of(analysis), language, short=bool(about or findings)) + review
    lines = list(dict.fromkeys([*about[:1], *findings, *about[1:], *length]))[:MOST_LINES]
    if not lines:
        return None
    if session.client.shows_markdown:
        text = types.MarkupContent(types.MarkupKind.Markdown, "  \n".join(lines))
    else:
        text = types.MarkupContent(types.MarkupKind.PlainText, plain("\n".join(lines)))
    return types.Hover(text, inspection.positions.range(*ranges[0]))


def _message_at(
    inspection: Inspection, entry: TemplateEntry | None, context: Context | None, offset: int
) -> tuple[int, int] | None:
    """The range of the message that an offset is in."""
    if context is not None and context.place == CONTENT and context.part == "value":
        return context.start, max(context.end, context.start)
    if not inspection.is_code or entry is None or entry.template is None or offset > entry.end:
        return None
    place = inspection.document.source_range(entry, Span(CONTENT, 0, len(entry.template.content)))
    return place if place is not None and place[0] <= offset <= place[1] else None


def _sent(project: CodeProject, inspection: Inspection, sent: Sent, language: Language) -> list[str]:
    """The templates that source code sends, or what a key is for in each of them."""
    file_rules = inspection.file_rules
    account = file_rules.linter.account
    lines: list[str] = []
    for code in sent.codes[:MOST_LINES]:
        found = project.template(code, inspection)
        analysis = found.inspection.analysis(found.entry) if found is not None else None
        if sent.key is None:
            if found is not None and analysis is not None:
                lines += _template(code, analysis, found.inspection.settings.display_path, language)
            if account is not None:
                lines += template_details(account, code, language)
            continue
        known = project.known(code, inspection)
        if known is None:
            continue
        name = sent.key.name
        if name not in known.variables:
            lines.append(lsp_messages.NO_SUCH_VARIABLE.text(language, code=markdown(code), name=markdown(name)))
            lines.append(_variables(known.variables, language))
        elif analysis is not None and name in analysis.used_names:
            lines += _variable(name, analysis, language)
        else:
            attribute = file_rules.catalog.attributes.get(known.variables[name] or "")
            length, heading = file_rules.linter.value_length, markdown_code(f"${{{name}}}")
            told = attribute_lines(attribute, file_rules.catalog, language, length) if attribute is not None else []
            lines += [f"{heading} {told[0]}", *told[1:]] if told else [heading]
    return lines


def _template(code: str, analysis: Analysis, path: str, language: Language) -> list[str]:
    """A template: its code, name, type and place, its content, and its variables."""
    template = analysis.template
    kind = TYPE_NAMES[analysis.type].text(language) if analysis.type is not None else ""
    place = lsp_messages.TEMPLATE_IN.text(language, path=markdown(path))
    title = " · ".join(filter(None, (f"**{markdown(code)}**", markdown(template.name or ""), kind, place)))
    names = known_of(template, analysis.used_names, path).variables
    return [title, markdown(" ".join(template.content.split())), *([_variables(names, language)] if names else [])]


def _variables(names: Iterable[str], language: Language) -> str:
    shown = tuple(markdown_code(f"${{{name}}}") for name in names)
    return lsp_messages.VARIABLES_OF.text(language, variables=shown)


def _variable(name: str, analysis: Analysis, language: Language) -> list[str]:
    """A variable: its attribute, the values that it takes, and how many characters it adds to the message."""
    declared = analysis.template.variables.get(name)
    attribute = analysis.catalog.attributes.get(declared.attribute or "") if declared is not None else None
    heading, values = markdown_code(f"${{{name}}}"), []
    if declared is None:
        heading += f" {lsp_messages.NOT_DECLARED.text(language)}"
    elif attribute is not None:
        title, *others = attribute_lines(attribute, analysis.catalog, language, analysis.value_length)
        heading, values = f"{heading} {title}", others[:1]
    facts = [
        lsp_messages.BRINGS.text(language, uses=cost.uses, low=cost.shortest, high=cost.longest)
        for cost in length_bounds(analysis).costs
        if cost.variable.name == name
    ]
    if declared is not None and declared.example is not None:
        example = lsp_messages.EXAMPLE.text(language, example=markdown_code(str(declared.example)))
        facts.insert(0, example)
    return [heading, *values, *([" · ".join(facts)] if facts else [])]


def _context(context: Context, inspection: Inspection, language: Language, known: bool) -> list[str]:
    """The attribute, rule or field whose name is under the cursor."""
    path = context.place.path
    catalog, length = inspection.file_rules.catalog, inspection.file_rules.linter.value_length
    if context.part == "value" and path[:1] == ("variables",) and path[-1] == "attribute" and not known:
        attribute = catalog.attributes.get(context.value)
        return attribute_lines(attribute, catalog, language, length) if attribute is not None else []
    if context.part == "value" and path[:1] == ("suppress",):
        rule = catalog.rules.get(context.value)
        return rule_lines(rule, language) if rule is not None else []
    if context.part == "key" and path != ("variables",) and inspection.document.text is not None:
        return field_lines((*path, inspection.document.text.value[context.start : context.end]), language)
    if context.part == "value" and path and context.place != CONTENT:
        return field_lines(path, language)
    return []


def _reason_at(inspection: Inspection, entry: TemplateEntry, offset: int) -> tuple[int, int] | None:
    """The range of the reason of a review that an offset is in, with or without the escapes of JSON."""
    source, at = inspection.source(entry), offset - entry.start
    for reason in ((entry.review and entry.review.reason) or "").split("；"):
        for found in re.finditer(_spelled(reason[:_LONGEST_REASON]), source) if reason else ():
            if found.start() <= at <= found.end():
                return entry.start + found.start(), entry.start + found.end()
    return None


def _spelled(text: str) -> str:
    """A pattern for a text as files spell it: plain, escaped as in JSON, with its quotes doubled as in tables."""
    pattern = ""
    for character in text:
        units = character.encode("utf-16-be", "surrogatepass")
        escaped = "".join(rf"\\u(?i:{units[at : at + 2].hex()})" for at in range(0, len(units), 2))
        others = {json.dumps(character, ensure_ascii=False)[1:-1], *_DOUBLED.get(character, ())} - {character}
        pattern += f"(?:{'|'.join([re.escape(character), escaped, *map(re.escape, sorted(others))])})"
    return pattern


def _account(context: Context, inspection: Inspection, language: Language) -> list[str]:
    """What the account has of the code or the signature under the cursor."""
    account = inspection.file_rules.linter.account
    path = context.place.path
    details = template_details if path == ("code",) else signature_details if path[:1] in _SIGNATURES else None
    if account is None or details is None or context.part != "value":
        return []
    return details(account, context.value, language)


def _length(analysis: Analysis, price: float | None, language: Language, *, short: bool) -> list[str]:
    """The possible lengths and costs of the message: those of the three messages, or in one line."""
    made = Preview(analysis)
    if short:
        return [length_line(made.bounds, price, language)]
    lines = [] if made.bounds.parts.signature else [value_messages.NO_SIGNATURE.text(language)]
    return lines + [message_line(message, price, language) for message in made.distinct]


METHOD = Method(types.TEXT_DOCUMENT_HOVER, on_document(hover, in_code=True), in_code=True)
