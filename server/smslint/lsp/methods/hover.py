"""`textDocument/hover`: what is known about the place under the cursor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.core.analysis import Analysis
from smslint.core.place import CONTENT, Span
from smslint.core.segments.bounds import length_bounds
from smslint.documents.context import Context
from smslint.documents.fields import BY_NAME
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import markdown, markdown_code
from smslint.lsp.account import signature_details, template_details
from smslint.lsp.documentation import (
    Explanation,
    attribute_documentation,
    catalog_documentation,
    explained,
    field_documentation,
    finding_documentation,
    plain,
    review_lines,
)
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrence_at
from smslint.lsp.session import Session
from smslint.messages import Language
from smslint.messages import lsp as lsp_messages
from smslint.messages import values as value_messages
from smslint.messages.counts import count
from smslint.messages.template import TYPE_NAMES
from smslint.values.preview import Preview
from smslint.workspace.known_templates import known_of

if TYPE_CHECKING:
    from smslint.lsp.code_places import Sent
    from smslint.lsp.code_project import CodeProject

_SIGNATURES = (("signature",), ("signatures",))
MOST_FINDINGS = 3
"""The most findings in a hover: each brings the explanation of its rule."""
_LONGEST_REASON: Final = 500
_DOUBLED: Final = {'"': ('""',), "/": (r"\/",)}


def hover(session: Session, inspection: Inspection, params: types.HoverParams) -> types.Hover | None:
    """All that is known about a position; None if nothing is."""
    language = session.client.language
    offset = inspection.positions.offset(params.position)
    findings = [each for each in inspection.diagnostics if each.start <= offset < max(each.end, each.start + 1)]
    entry = inspection.entry_at(offset)
    analysis = inspection.analysis(entry) if entry is not None else None
    context = inspection.document.context(offset)
    parts: list[Explanation] = []
    ranges: list[tuple[int, int]] = []
    if session.code is not None and inspection.is_code:
        from smslint.lsp.code_places import sent_at

        sent = sent_at(session.code, inspection, offset)
        if sent is not None:
            parts += sent_documentation(session.code, inspection, sent, language)
            ranges.append((sent.start, sent.end))
    here = occurrence_at(inspection, entry, offset)
    if here is not None and analysis is not None:
        parts += variable_documentation(here.name, analysis, language)
        ranges.append((here.start, here.end))
    for each in findings[:MOST_FINDINGS]:
        message = each.finding.message(language)
        parts.append(finding_documentation(each.finding.rule, message, each.diagnostic.url, language))
        ranges.append((each.start, each.end))
    if context is not None:
        parts += _context(context, inspection, language, known=here is not None)
        parts += _account(context, inspection, language)
        if context.place == CONTENT and context.part == "value" and analysis is not None and entry is not None:
            parts.append(Explanation(length_summary(analysis, entry, inspection.price_of(analysis), language)))
        ranges.append((context.start, max(context.end, context.start)))
    if entry is not None and entry.review is not None and (place := _reason_at(inspection, entry, offset)):
        lexicon = inspection.file_rules.catalog.lexicon
        parts.append(Explanation("\n".join(review_lines(entry.review, lexicon, language))))
        ranges.append(place)
    if inspection.is_code and entry is not None and analysis is not None and offset <= entry.end:
        content = entry.template.content if entry.template is not None else ""
        place = inspection.document.source_range(entry, Span(CONTENT, 0, len(content)))
        if place is not None and place[0] <= offset <= place[1]:
            parts.append(Explanation(length_summary(analysis, entry, inspection.price_of(analysis), language)))
            ranges.append(place)
    shown = explained(parts, language)
    if not shown:
        return None
    if session.client.shows_markdown:
        text = types.MarkupContent(types.MarkupKind.Markdown, shown)
    else:
        text = types.MarkupContent(types.MarkupKind.PlainText, plain(shown))
    return types.Hover(text, inspection.positions.range(*ranges[0]))


def sent_documentation(
    project: CodeProject, inspection: Inspection, sent: Sent, language: Language
) -> Iterator[Explanation]:
    """The templates that are sent, or what a key is for in each of them."""
    file_rules = inspection.file_rules
    account = file_rules.linter.account
    for code in sent.codes[:MOST_FINDINGS]:
        found = project.template(code, inspection)
        analysis = found.inspection.analysis(found.entry) if found is not None else None
        details = template_details(account, code, language) if account is not None else None
        if sent.key is None:
            if found is not None and analysis is not None:
                yield _template(code, analysis, found.inspection.settings.display_path, language)
            if details is not None:
                yield Explanation(details)
            continue
        known = project.known(code, inspection)
        if known is None:
            continue
        name = sent.key.name
        if name not in known.variables:
            missing = lsp_messages.NO_SUCH_VARIABLE.text(language, code=markdown(code), name=markdown(name))
            yield Explanation(f"{missing}\n\n{_variables(known.variables, language)}")
        elif analysis is not None and name in analysis.used_names:
            yield from variable_documentation(name, analysis, language)
        else:
            yield Explanation(markdown_code(f"${{{name}}}"))
            attribute = file_rules.catalog.attributes.get(known.variables[name] or "")
            if attribute is not None:
                length = file_rules.linter.value_length
                yield attribute_documentation(attribute, file_rules.catalog, language, length)


def _template(code: str, analysis: Analysis, path: str, language: Language) -> Explanation:
    """A template: its name and type, its content and variables, and where it is."""
    template = analysis.template
    kind = TYPE_NAMES[analysis.type].text(language) if analysis.type is not None else ""
    title = " · ".join(filter(None, (f"**{markdown(code)}**", markdown(template.name or ""), kind)))
    lines = [title, "", markdown(template.content), ""]
    names = known_of(template, analysis.used_names, path).variables
    if names:
        lines += [_variables(names, language), ""]
    lines.append(lsp_messages.TEMPLATE_IN.text(language, path=markdown(path)))
    return Explanation("\n".join(lines))


def _variables(names: Iterable[str], language: Language) -> str:
    shown = tuple(markdown_code(f"${{{name}}}") for name in names)
    return lsp_messages.VARIABLES_OF.text(language, variables=shown)


def variable_documentation(name: str, analysis: Analysis, language: Language) -> Iterator[Explanation]:
    """A variable: its attribute, and how many characters it adds to the message."""
    lines = [markdown_code(f"${{{name}}}")]
    declared = analysis.template.variables.get(name)
    attribute = analysis.catalog.attributes.get(declared.attribute or "") if declared is not None else None
    if declared is None:
        lines.append(lsp_messages.NOT_DECLARED.text(language))
    elif declared.example is not None:
        lines.append(lsp_messages.EXAMPLE.text(language, example=markdown_code(str(declared.example))))
    lines += [
        lsp_messages.BRINGS.text(language, uses=cost.uses, low=cost.shortest, high=cost.longest)
        for cost in length_bounds(analysis).costs
        if cost.variable.name == name
    ]
    yield Explanation("  \n".join(lines))
    if attribute is not None:
        yield attribute_documentation(attribute, analysis.catalog, language, analysis.value_length)


def _context(context: Context, inspection: Inspection, language: Language, known: bool) -> Iterator[Explanation]:
    """The attribute, rule or field whose name is under the cursor."""
    path = context.place.path
    catalog, length = inspection.file_rules.catalog, inspection.file_rules.linter.value_length
    found: Explanation | None = None
    if context.part == "value" and path[:1] == ("variables",) and path[-1] == "attribute" and not known:
        found = catalog_documentation("attribute", context.value, catalog, language, length)
    elif context.part == "value" and path[:1] == ("suppress",):
        found = catalog_documentation("rule", context.value, catalog, language, length)
    elif context.part == "key" and path != ("variables",) and inspection.document.text is not None:
        key = inspection.document.text.value[context.start : context.end]
        named = next((name for name, field in BY_NAME.items() if key in (name, *field.aliases)), key)
        found = field_documentation(named, language)
    elif context.part == "value" and path and context.place != CONTENT:
        found = field_documentation(str(path[-1]), language)
    if found is not None:
        yield found


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


def _account(context: Context, inspection: Inspection, language: Language) -> Iterator[Explanation]:
    """What the account has of the code or the signature under the cursor."""
    account = inspection.file_rules.linter.account
    path = context.place.path
    details = template_details if path == ("code",) else signature_details if path[:1] in _SIGNATURES else None
    if account is not None and details is not None and context.part == "value":
        found = details(account, context.value, language)
        if found is not None:
            yield Explanation(found)


def length_summary(analysis: Analysis, entry: TemplateEntry, price: float | None, language: Language) -> str:
    """The possible lengths and costs of the message, and the vendor's review of the template."""
    made = Preview(analysis)
    lines: list[str] = []
    if not made.bounds.parts.signature:
        lines.append(f"- {value_messages.NO_SIGNATURE.text(language)}")
    for message in made.distinct:
        counted = message.count
        segments = count("segment", counted.segments)
        length = count(counted.encoding, counted.length)
        kind = value_messages.MESSAGE_KINDS[message.kind]
        text = value_messages.MESSAGE.text(language, kind=kind, length=length, segments=segments)
        if price is not None:
            text = value_messages.MESSAGE_COST.text(language, message=text, cost=f"{counted.segments * price:g}")
        lines.append(f"- {text}")
    if entry.review is not None:
        lines += review_lines(entry.review, analysis.lexicon, language)
    return "\n".join(lines)


METHOD = Method(types.TEXT_DOCUMENT_HOVER, on_document(hover, in_code=True), in_code=True)
