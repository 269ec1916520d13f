"""Completions in source code: the codes of templates where one is named, and the keys of the values that are sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.attribute import Attribute
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import Catalog
from smslint.lsp.code_project import CodeProject
from smslint.lsp.completion.suggestion import Subject, Suggestion
from smslint.lsp.inspection import Inspection
from smslint.messages import Language
from smslint.workspace.contract_rules import ResolvedSite
from smslint.workspace.known_templates import KnownTemplate

_LONGEST: Final = 400
_WORD_BEFORE: Final = lazy_pattern(r"\w{0,100}\Z")
_WORD_AFTER: Final = lazy_pattern(r"\w{0,100}")
_NAMES_CODE: Final = lazy_pattern(
    r"(?i)\b\w{0,40}template[_-]?(?:code|id)?\b[\"'`\])]{0,2}[ \t]{0,9}(?:[:=,(]|=>)[ \t]{0,9}"
    r"(?:[\w.&*]{1,40}\()?@?[\"'`]?\Z"
)
_BEGINS_CODE: Final = lazy_pattern(r"(?:DIGITAL_)?SMS(?:_\d*)?(?!\w)")
_KEY: Final = lazy_pattern(r"[{,(\[][ \t\r\n]{0,200}(?:\\{0,3}[\"'`])?\Z")
_PUT: Final = lazy_pattern(
    r"(?i)(?:\b(?:fluentput|putopt|putifabsent|put|add|set|append|addproperty|accumulate)\(|\[)[ \t]{0,9}[\"']\Z"
)
_WRITTEN: Final = lazy_pattern(r"(\w{1,100})\\{0,3}[\"'`]?[ \t]{0,9}(?::|=>)")
_NEAR: Final = 4000
"""How many code points after a key that is put into a map the send may begin."""


def in_code(
    project: CodeProject, inspection: Inspection, text: str, offset: int, language: Language
) -> Iterator[Suggestion]:
    """The suggestions at an offset of a file of source code."""
    before = text[max(0, offset - _LONGEST) : offset]
    word = _WORD_BEFORE.search(before)
    after = _WORD_AFTER.match(text, offset)
    start = offset - (len(word[0]) if word else 0)
    end = after.end() if after else offset
    before = text[max(0, start - _LONGEST) : start]
    named = _NAMES_CODE.search(before.rpartition("\n")[2])
    if named or (before.endswith(('"', "'", "`")) and _BEGINS_CODE.match(text, start)):
        yield from _codes(project, inspection, start, end)
        return
    found = _site_at(project, inspection, before, start, end)
    if found is not None:
        site = found.site
        if site.keys is None:  # unfinished: what looks like a key is one
            sent = set(_WRITTEN.findall(text, site.start, site.end))
        else:
            sent = {key.name for key in site.keys if not (key.start <= start and end <= key.end)}
        yield from _keys(found, sent, inspection.file_rules.catalog, start, end, language)


def _codes(project: CodeProject, inspection: Inspection, start: int, end: int) -> Iterator[Suggestion]:
    for code, title in project.codes(inspection).items():
        yield Suggestion("value", code, code, start, end, meaning=title)


def _site_at(project: CodeProject, inspection: Inspection, before: str, start: int, end: int) -> ResolvedSite | None:
    """The place that sends whose key stands at a range, or would."""
    puts = _PUT.search(before) is not None
    following: ResolvedSite | None = None
    for each in project.sites(inspection):
        site, keys = each.site, each.site.keys or ()
        if any(key.start <= start and end <= key.end for key in keys):
            return each
        if site.start <= start <= site.end:
            in_value = any(key.value_start <= start <= key.value_end for key in keys if key.value_end > key.value_start)
            return each if _KEY.search(before) and not in_value else None
        if puts and following is None and 0 <= site.start - start < _NEAR:
            following = each
    return following


def _keys(
    found: ResolvedSite, sent: set[str], catalog: Catalog, start: int, end: int, language: Language
) -> Iterator[Suggestion]:
    sent = set(sent)
    for template in found.templates:
        for name, code in template.variables.items():
            if name not in sent:
                sent.add(name)
                yield _key(name, template, catalog.attributes.get(code or ""), start, end, language)


def _key(
    name: str, template: KnownTemplate, attribute: Attribute | None, start: int, end: int, language: Language
) -> Suggestion:
    about: Subject | None = ("attribute", attribute.code) if attribute is not None else None
    detail = attribute.title.text(language) if attribute is not None else ""
    return Suggestion("variable", name, name, start, end, detail, about, meaning=template.code)
