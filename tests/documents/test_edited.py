"""After any edits, a document is what reading its text from scratch gives, although most of it was taken over."""

from __future__ import annotations

import json
from random import Random

import pytest

from smslint.core.text import Text
from smslint.documents import Document, Edit, applied, format_named, read

DOCUMENTS = 100
CONTENTS = ("您好${a}【甲】", "乙", "验证码${code}，5分钟内有效。", "丙\n丁", '"戊"', "", "x: y # z", "- 己")
PIECES = (
    "😀", "\r", "\n", "\r\n", "\ufeff", "\0", "\ud800", "\t", " ", "  ", "${a}", "\\", "a", "1", "国", "'", '"',
    '""', ",", ";", ":", ": ", "#", "# x\n", "- ", "\n- ", "\n  - name: 新\n", "    ", "---\n", "...", "%",
    "templates:\n", "version: 1\n", "|\n", "{", "}", "[", "]", '{"content": "a"}', '"body": {',
    '"SmsTemplateList": [', "},\n  {", "name,content\n",
)  # fmt: skip
HEADS = {
    "yaml": ("templates:\n", "# 甲\ntemplates:\n", "---\ntemplates:\n", "", "# 甲\n\n", "version: 1\ntemplates:\n"),
    "json": ("[\n", '{"templates": [\n', '{"version": 1, "templates": [\n', '{"SmsTemplateList": [\n'),
    "jsonl": ("",),
    "csv": ("name,content\n", "\ufeff名,content,type\r\n", "sep=;\nname;content\n", '"name",content\n'),
}  # fmt: skip


def written(random: Random, format: str) -> str:
    """A document of some templates."""
    head = random.choice(HEADS[format])
    rows = [(f"名{number}", random.choice(CONTENTS)) for number in range(random.randrange(3, 9))]
    match format:
        case "yaml":
            before = random.choice(("", "  ", "  # 注\n  "))
            return head + "".join(
                f"{before}- name: {name}\n    content: {json.dumps(text, ensure_ascii=False)}\n" for name, text in rows
            )
        case "json":
            items = [
                f'  {{"name": "{name}",\n   "content": {json.dumps(text, ensure_ascii=False)}}}' for name, text in rows
            ]
            return head + ",\n".join(items) + "\n]" + ("}" if "{" in head else "") + "\n"
        case "jsonl":
            return "".join(
                f'{{"name": "{name}", "content": {json.dumps(text, ensure_ascii=False)}}}\n' for name, text in rows
            )
        case _:
            mark = ";" if ";" in head else ","
            return head + "".join(f'{name}{mark}"{text}"\r\n'.replace('""戊""', '""""戊""""') for name, text in rows)


def seen(document: Document) -> object:
    """All that a document is."""
    text = document.text
    entries = [(each.index, each.start, each.end, each.parsed) for each in document.entries()]
    return entries, document.problems, text and text.value, text and list(text.line_starts)


def an_edit(random: Random, text: str) -> Edit:
    """An edit, mostly a short one."""
    start = random.randrange(len(text) + 1)
    end = start if random.random() < 0.5 else min(len(text), start + random.choice((1, 1, 2, 5, 40)))
    new = "" if random.random() < 0.2 else "".join(random.choices(PIECES, k=random.choice((1, 1, 2))))
    return Edit(start, end, new)


@pytest.mark.parametrize("format", HEADS)
def test_edits_equal_reading(format: str) -> None:
    random, kept = Random(format), 0
    for _ in range(DOCUMENTS):
        document = read(written(random, format), f"a.sms.{format}", format=format_named(format), keep=True)
        seen(document)
        for _ in range(random.choice((1, 2, 4, 8))):
            if document.text is None:
                break
            edit = an_edit(random, document.text.value)
            before, document = document.text.value, document.edited(edit)
            fresh = read(applied(before, [edit]), document.name, format=document.format, keep=True)
            assert seen(document) == seen(fresh), (before, edit)
            kept += document.splice is not None
    assert kept > DOCUMENTS // 3


@pytest.mark.parametrize("format", HEADS)
def test_a_letter_costs_its_template(format: str) -> None:
    document = read(written(Random(7), format), f"a.sms.{format}", format=format_named(format), keep=True)
    entries = list(document.entries())
    assert document.text is not None
    start = document.text.value.index("名2")
    after = list(document.edited(Edit(start, start, "新")).entries())
    assert [old.parsed is new.parsed for old, new in zip(entries, after, strict=True)].count(False) == 1


@pytest.mark.parametrize("seed", range(3))
def test_lines_of_an_edited_text(seed: int) -> None:
    random, text = Random(seed), Text("甲\r\n乙\n\r丙")
    for _ in range(300):
        edit = an_edit(random, text.value)
        before, text = text.value, text.edited(*edit)
        assert text.value == applied(before, [edit])
        assert list(text.line_starts) == list(Text(text.value).line_starts), (before, edit)
