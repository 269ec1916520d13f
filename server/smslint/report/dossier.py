"""What `smslint dossier` writes: the paper of an application in the order of the console's form, as Markdown for people
and pull requests, as a page, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from smslint.dataclass import dataclass
from smslint.io.escape import markdown, markdown_code, visible_line, xml_text
from smslint.messages import Language
from smslint.messages import dossier as messages
from smslint.messages.application import MATERIALS
from smslint.messages.counts import count
from smslint.messages.template import TYPE_NAMES

if TYPE_CHECKING:
    from smslint.workspace.dossier import Dossier, DossierMaterial, DossierValue


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier: its title, a text to be copied, a table, and remarks. What is empty is left out."""

    title: str
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()


def sections(dossier: Dossier, language: Language) -> Iterator[Section]:
    """The parts of a dossier: the description first, then the fields of the form."""
    length = messages.LENGTH.text(
        language, length=len(dossier.remark), counted=dossier.counted, limit=dossier.analysis.description_length
    )
    yield Section(messages.REMARK.text(language), dossier.remark, remarks=(length,))
    yield Section(messages.FORM.text(language), rows=tuple(_form(dossier, language)))
    yield Section(messages.EXAMPLE.text(language), dossier.message)
    if dossier.values:
        yield Section(
            messages.VARIABLES.text(language),
            head=tuple(each.text(language) for each in messages.VARIABLE_HEAD),
            rows=tuple(_value_row(each, language) for each in dossier.values),
            remarks=tuple(_narrower(dossier.values, language)),
        )
    yield from _redirection(dossier, language)
    if dossier.materials:
        yield Section(
            messages.MATERIALS.text(language),
            head=tuple(each.text(language) for each in messages.MATERIAL_HEAD),
            rows=tuple(_material_row(each, language) for each in dossier.materials),
        )
    if dossier.wording:
        told = tuple(each.message(language) for each in dossier.wording)
        yield Section(messages.WORDING.text(language), remarks=told)
    yield Section(messages.TO_ADD.text(language), remarks=tuple(each.text(language) for each in dossier.to_add))


def _form(dossier: Dossier, language: Language) -> Iterator[tuple[str, str]]:
    template, nothing = dossier.template, messages.NOTHING.text(language)
    yield messages.TYPE.text(language), TYPE_NAMES[dossier.analysis.type].text(language)
    yield messages.SIGNATURE.text(language), ", ".join(template.every_signature) or nothing
    yield messages.NAME.text(language), template.name or nothing
    yield messages.CONTENT.text(language), template.content
    if template.scene:
        yield messages.SCENE.text(language), template.scene


def _value_row(value: DossierValue, language: Language) -> tuple[str, ...]:
    low, high = value.limits
    shown = value.value
    if value.refused is not None:
        shown += messages.REFUSED.text(language, example=value.refused)
    elif value.sampled:
        shown += messages.SAMPLED.text(language)
    meaning = [value.meaning] if value.meaning else []
    if value.reason:
        meaning.append(messages.REASON.text(language, reason=value.reason))
    elif value.lacks_reason:
        meaning.append(messages.NO_REASON.text(language))
    title = value.title.text(language) if value.title else messages.NO_ATTRIBUTE.text(language)
    limits = messages.LIMITS.text(language, low=low, high=high)
    return value.written, title, shown, limits, ("；" if language == "zh" else "; ").join(meaning)


def _narrower(values: Sequence[DossierValue], language: Language) -> Iterator[str]:
    for value in values:
        for text, attributes in ((messages.NARROWER_FAIL, value.fails), (messages.NARROWER_FIT, value.fits)):
            if attributes:
                yield text.text(language, variable=value.written, value=value.value, attributes=attributes)


def _redirection(dossier: Dossier, language: Language) -> Iterator[Section]:
    rows = []
    for number, (entry, findings) in enumerate(dossier.redirection, 1):
        kind = messages.KINDS[entry.kind].text(language) if entry.kind else ""
        company = " ".join(filter(None, (entry.company, entry.organization_code, entry.reason)))
        filing = " ".join(filter(None, (entry.icp_number, entry.icp_picture)))
        value = entry.value or (f"${{{entry.variable}}}" if entry.variable else "")
        wrong = " ".join(each.message(language) for each in findings)
        rows.append((str(number), kind, value, company, filing, wrong))
    undeclared = tuple(str(each.match.values["text"]) for each in dossier.undeclared)
    remarks = (messages.UNDECLARED.text(language, texts=undeclared),) if undeclared else ()
    if rows or remarks:
        head = tuple(each.text(language) for each in messages.REDIRECTION_HEAD) if rows else ()
        yield Section(messages.REDIRECTION.text(language), head=head, rows=tuple(rows), remarks=remarks)


def _material_row(each: DossierMaterial, language: Language) -> tuple[str, ...]:
    material = each.material
    kind = MATERIALS[material.kind] if material.kind else messages.NOT_TOLD
    return kind.text(language), material.path or material.key or "", each.state.text(language), material.note or ""


def _errors(dossier: Dossier, language: Language) -> str:
    if not dossier.errors:
        return ""
    first = dossier.errors[0].message(language)
    return messages.ERRORS.text(language, count=count("error", len(dossier.errors)), first=first)


def markdown_text(dossier: Dossier, language: Language) -> str:
    """A dossier as Markdown."""
    lines = [f"# {markdown(dossier.title.text(language))}", ""]
    if errors := _errors(dossier, language):
        lines += [f"> {markdown(errors)}", ""]
    for section in sections(dossier, language):
        lines += [f"## {markdown(section.title)}", ""]
        if section.text:
            lines += [*_fenced(section.text), ""]
        if section.rows:
            width = len(section.rows[0])
            lines.append("| " + " | ".join(map(markdown, section.head or ("",) * width)) + " |")
            lines.append("|" + "---|" * width)
            lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in section.rows]
            lines.append("")
        if section.remarks:
            lines += [*(f"- {markdown(each)}" for each in section.remarks), ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return markdown_code(text, in_table=True) if "${" in text else markdown(text)


def _fenced(text: str) -> list[str]:
    """A text as a block of code, its fence longer than any run of backticks in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}text", *(visible_line(line) for line in text.split("\n")), fence]


_STYLE: Final = """
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --card: #fff; --page: #f6f8fa;
  --mark: #fff8c5; --warn: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9198a1; --line: #3d444d; --card: #151b23;
  --page: #0d1117; --mark: #2e2a1f; --warn: #d29922; } }
body { margin: 0; padding: 24px 16px; background: var(--page); color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
article { max-width: 860px; margin: 0 auto 24px; padding: 8px 28px 20px; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
h1 { font-size: 22px; margin: 16px 0 8px; } h2 { font-size: 16px; margin: 24px 0 8px; }
pre { margin: 0; padding: 12px 16px; background: var(--mark); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; font: inherit; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid var(--line); padding: 6px 10px;
  text-align: start; vertical-align: top; overflow-wrap: break-word; } th { font-weight: 600; white-space: nowrap; }
ul { margin: 8px 0; padding-inline-start: 22px; color: var(--soft); } .errors { color: var(--warn); }
.file { color: var(--soft); font-size: 13px; }
@media print { body { background: none; padding: 0; } article { border: none; break-after: page; } }
"""


def html_page(dossiers: Sequence[Dossier], language: Language) -> str:
    """Dossiers as one page that needs no other file; a click selects a text that is to be copied."""
    title = dossiers[0].title if len(dossiers) == 1 else messages.PAGE_TITLE
    lines = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_html(title.text(language))}</title>",
        f"<style>{_STYLE}</style>",
    ]
    for dossier in dossiers:
        lines += ["<article>", f"<h1>{_html(dossier.title.text(language))}</h1>"]
        lines.append(f'<p class="file">{_html(dossier.path)}</p>')
        if errors := _errors(dossier, language):
            lines.append(f'<p class="errors">{_html(errors)}</p>')
        for section in sections(dossier, language):
            lines += _html_section(section)
        lines.append("</article>")
    return "\n".join([*lines, "</html>", ""])


def _html_section(section: Section) -> Iterator[str]:
    yield f"<h2>{_html(section.title)}</h2>"
    if section.text:
        yield f"<pre>{_html(section.text)}</pre>"
    if section.rows:
        yield "<table>"
        if section.head:
            yield "<tr>" + "".join(f"<th>{_html(each)}</th>" for each in section.head) + "</tr>"
        for row in section.rows:
            first, *rest = map(_html, row)
            cell = f"<td>{first}</td>" if section.head else f"<th>{first}</th>"
            yield "<tr>" + cell + "".join(f"<td>{each}</td>" for each in rest) + "</tr>"
        yield "</table>"
    if section.remarks:
        yield "<ul>" + "".join(f"<li>{_html(each)}</li>" for each in section.remarks) + "</ul>"


def _html(text: str) -> str:
    return xml_text(text, True)


def dossiers_json(dossiers: Sequence[Dossier], language: Language) -> dict[str, Any]:
    """Dossiers for programs, version 1."""
    return {"version": 1, "templates": [_template_json(each, language) for each in dossiers]}


def _template_json(dossier: Dossier, language: Language) -> dict[str, Any]:
    template = dossier.template
    return {
        "path": dossier.path,
        "index": dossier.index,
        "name": template.name,
        "code": template.code,
        "type": dossier.analysis.type,
        "signature": template.signature,
        "content": template.content,
        "scene": template.scene,
        "remark": {
            "text": dossier.remark,
            "length": len(dossier.remark),
            "counted": dossier.counted,
            "limit": dossier.analysis.description_length,
        },
        "example": dossier.message,
        "variables": [
            {
                "name": each.name,
                "attribute": each.attribute,
                "title": each.title.text(language) if each.title else None,
                "value": each.value,
                "sampled": each.sampled,
                "characters": list(each.limits),
                "meaning": each.meaning,
                "reason": each.reason,
                "does_not_fit": [one.text(language) for one in each.fails],
                "would_fit": [one.text(language) for one in each.fits],
            }
            for each in dossier.values
        ],
        "redirection": [
            {
                "kind": entry.kind,
                "value": entry.value,
                "variable": entry.variable,
                "wrong": [each.message(language) for each in findings],
            }
            for entry, findings in dossier.redirection
        ],
        "undeclared": [str(each.match.values["text"]) for each in dossier.undeclared],
        "materials": [
            {
                "kind": each.material.kind,
                "path": each.material.path,
                "key": each.material.key,
                "state": each.state.text(language),
            }
            for each in dossier.materials
        ],
        "wording": [each.message(language) for each in dossier.wording],
        "to_add": [each.text(language) for each in dossier.to_add],
        "errors": [each.message(language) for each in dossier.errors],
    }
