"""Checks that the range of a finding in the file has the same text as its range in the content."""

from __future__ import annotations

import json
import re

from fuzz.violation import require
from smslint.core.frames import text_starts
from smslint.core.place import CONTENT, Span
from smslint.documents import Document
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.run import RunEvent

_HALF = re.compile("[\ud800-\udfff]")
_REFUSED_BY_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def check_ranges(document: Document, found: list[RunEvent]) -> None:
    """The two ranges of every finding must have the same text."""
    assert document.text is not None
    text = document.text.value
    for each in found:
        if not isinstance(each, Diagnostic) or each.content_range is None or each.range is None:
            continue
        if each.finding.span.place != CONTENT:
            continue  # the content then holds the related place only
        require(each.content is not None and each.template is not None, "a range in no content")
        assert each.content is not None
        assert each.template is not None
        inside = each.content[slice(*each.content_range)]
        source = text[slice(*each.range)]
        start, end = each.content_range
        if any(start < begin <= end for _, begin in text_starts(document.entry(each.template.index).template.frames)):
            continue  # what joins the texts of two frames stands nowhere in the file
        if source == inside or inside in _readings(document.format.name, source):
            continue
        whole = document.source_range(document.entry(each.template.index), Span(CONTENT, 0, len(each.content)))
        if "\ufffd" in inside and "\\u" in source.lower():
            continue  # half of an escaped surrogate pair
        require(tuple(each.range) == whole, "a range is not its text", (each.finding.rule.id, inside, source))


def _readings(format: str, source: str) -> list[str]:
    """The texts that a slice of the source may stand for."""
    breaks = source.replace("\r\n", "\n").replace("\r", "\n")
    made = [breaks, source.replace('""', '"'), breaks.replace('""', '"'), breaks.replace("''", "'")]
    for quoted in (source, source.replace('""', '"')):
        try:
            made.append(json.loads(f'"{quoted}"', strict=False))
        except ValueError:
            continue
    if format in ("csv", "tsv"):
        made += _cell_readings(breaks)
    if format in ("yaml", "sms"):  # frames stand in the front matter
        made += _yaml_readings(source)
    return [_HALF.sub("\ufffd", each) for each in made]


def _cell_readings(source: str) -> list[str]:
    """The texts of a cell, for each quote that may end its quoted part; later quotes are ordinary characters."""
    parts = source.split('"')
    return ['"'.join(parts[:at]).replace('""', '"') + '"'.join(parts[at:]) for at in range(1, min(len(parts), 500))]


def _yaml_readings(source: str) -> list[str]:
    """The texts that YAML reads; characters that YAML refuses but documents may contain are kept."""
    import yaml

    refused = set(_REFUSED_BY_YAML.findall(source))
    stand_ins = {character: chr(0xF1000 + number) for number, character in enumerate(refused)}
    source = source.translate(str.maketrans(stand_ins))
    back = str.maketrans({stand_in: character for character, stand_in in stand_ins.items()})
    made = [re.sub(rf"\n {{{indented}}}", "\n", source) for indented in range(1, 1 + _least_indentation(source))]
    for text in (f'"{source}"', f"'{source}'", "|-\n  " + source, ">\n  " + source):
        try:
            made.append(yaml.safe_load(text))
        except (yaml.YAMLError, ValueError):
            continue
    return [each.translate(back) for each in made if isinstance(each, str)]


def _least_indentation(source: str) -> int:
    """The blanks with which every line after the first begins: some are of a block scalar, some of its text."""
    return min((len(line) - len(line.lstrip(" ")) for line in source.split("\n")[1:]), default=0)
