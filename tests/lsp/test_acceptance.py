"""Accepting a completion, wherever the cursor is, never makes a document unreadable that could be read."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from lsp.test_completion import text_of
from lsp.wire import Wire
from smslint.core.text import Text
from smslint.documents import read
from smslint.documents.formats import format_of

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = {
    "a.sms": "---\nname: 甲\ntype: notification\nvariables:\n  code: {attribute: numberCaptcha, example: '1234'}\n"
    "  a: others # x\nsuppress:\n  - rule: length\n---\n您好\n验证码${code}，/x https://a.cn/b${a}\n",
    "a.sms.json": '{"name": "a\\n", "type": "notification",\n "variables": {"code": {"attribute": "numberCaptcha", '
    '"example": "1234"}, "b": "others"}, "suppress": [{"rule": "length", "reason": "x"}],\n '
    '"content": "您好\\n${code}\\u4f60\\/x${b}\\\\/"}\n',
    "b.sms.json": '[{"TemplateName":"a","TemplateType":1,"TemplateContent":"您好\\n${code}",'
    '"TemplateRule":"{\\"code\\":\\"numberCaptcha\\"}"}]',
    "a.sms.yaml": 'name: "a\\n"\ntype: notification\nvariables: { code: { attribute: numberCaptcha, example: "12" } }\n'
    'suppress: [ { rule: length } ]\ncontent: "您好\\n${code}\\x41 ${b}"\n',
    "b.sms.yaml": "templates:\n  - name: 'a'\n    content: |\n      您好${code}\n      再见\n    variables:\n"
    "      code: numberCaptcha\n  - content: >-\n      您好\n      ${a}\n",
    "c.sms.yaml": "templates:\n- name: 甲\n  content: 您的验证码\n    为${code}\n    请勿泄露\n- name: 乙\n"
    "  content: |2+\n      甲\n\n     乙\n  variables: {a: others}\n- {content: '您好\n    ${b}'}\n",
    "a.sms.csv": 'name,type,variables,suppress,content\n"取件 ""A""",notification,"{""a"": ""others""}",length,'
    '"您好${a}\n再见"\n甲,,code-numberCaptcha,,您好${code}\n',
    "a.sms.tsv": "name\ttype\tvariables\tcontent\n甲\t\tcode-numberCaptcha\t您好${code}\n",
    "smslint.toml": 'fail-on = "error"\n\nselect = ["length"]\n# x\n[severity]\nlength = "error"\n'
    '\n[[suppress]]\nrule = "x"\n',
    **{f"d.{ending}": text_of(ending, place="${pickup}") for ending in ("sms", "sms.yaml", "sms.json", "sms.jsonl")},
    **{
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(EXAMPLES.rglob("*.sms*"))
        if path.suffix != ".xlsx" and path.stat().st_size < 20_000
    },
}
NOISE = ("", "\n", "  ", '"', ":", "$", "${", "/", "a", " ", "#", "\\")


def unreadable(text: str, name: str) -> tuple[int, int, int]:
    """How much of a document cannot be read, how many templates are missing from it, and whether others cannot read
    it."""
    if name.endswith(".toml"):
        try:
            tomllib.loads(text)
        except ValueError:
            return 1, 0, 1
        return 0, 0, 0
    document = read(text, name, format=format_of(name, named=True))
    entries = list(document.entries())
    problems = [*document.problems, *(each for entry in entries for each in entry.problems)]
    return sum(each.rule == "unreadable-document" for each in problems), -len(entries), unreadable_by_others(text, name)


def unreadable_by_others(text: str, name: str) -> int:
    try:
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".yaml"):
            yaml.safe_load(text)
    except (ValueError, yaml.YAMLError):
        return 1
    return 0


def damaged(text: str, chance: random.Random) -> str:
    if chance.random() < 0.7 or not text:
        return text
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.choice((0, 1, 1, 3)))
    return text[:start] + chance.choice(NOISE) + text[end:]


async def items(wire: Wire, uri: str, line: int, column: int) -> list[dict[str, Any]]:
    place = {"line": line, "character": column}
    answer = await wire.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    return answer["result"]["items"] if answer["result"] else []


def after_edits(text: Text, edits: list[dict[str, Any]]) -> str:
    def offset(place: dict[str, int]) -> int:
        return text.offset(place["line"], place["character"], "utf-32")

    spans = [(offset(each["range"]["start"]), offset(each["range"]["end"]), each["newText"]) for each in edits]
    value = text.value
    for start, end, new in sorted(spans, reverse=True):
        value = value[:start] + new + value[end:]
    return value


@pytest.mark.parametrize("name", TEXTS)
async def test_no_accepted_completion_breaks_a_document(name: str) -> None:
    chance = random.Random(name)
    wire = Wire()
    await wire.initialize("utf-32")
    uri = f"file:///nowhere/{name}"
    offered = 0
    for version in range(4):
        text = Text(damaged(TEXTS[name], chance))
        item = {"uri": uri, "languageId": "smstemplate", "version": version, "text": text.value}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        before = unreadable(text.value, name)
        for offset in sorted(chance.sample(range(len(text) + 1), min(len(text), 12))):
            line, column = text.position(offset, "utf-32")
            for each in await items(wire, uri, line, column):
                offered += 1
                place = each["textEdit"]["range"]
                assert place["start"]["line"] == place["end"]["line"] == line
                assert place["start"]["character"] <= column <= place["end"]["character"]
                edits = [each["textEdit"], *each.get("additionalTextEdits", ())]
                after = unreadable(after_edits(text, edits), name)
                readable = before[0] == 0
                worse = [now > then for now, then in zip(after[: 2 + readable], before, strict=False)]
                assert not any(worse), (text.value, offset, each["label"])
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert offered or name.endswith(".tsv")


@pytest.mark.parametrize(
    ("name", "marked", "wanted"),
    [
        ("a.sms.json", '{"name": "a", "content": "您好\\n¦"}', '{"name": "a", "content": "您好\\n${name}"}'),
        ("a.sms.json", '{"name": "a", "content": "您好\\u4f60na¦"}', '{"name": "a", "content": "您好\\u4f60${name}"}'),
        ("a.sms.json", '{"name": "a", "content": "您好\\n$¦', '{"name": "a", "content": "您好\\n${name}'),
        ("a.sms.yaml", 'content: "您好\\n¦"\n', 'content: "您好\\n${name}"\n'),
    ],
)
async def test_an_escape_is_no_part_of_a_name(name: str, marked: str, wanted: str) -> None:
    wire = Wire()
    await wire.initialize("utf-32")
    uri = f"file:///nowhere/{name}"
    offset, text = marked.index("¦"), Text(marked.replace("¦", ""))
    item = {"uri": uri, "languageId": "smstemplate", "version": 1, "text": text.value}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    line, column = text.position(offset, "utf-32")
    found = [each for each in await items(wire, uri, line, column) if each["label"] == "${name}"]
    place = found[0]["textEdit"]["range"]
    start, end = (text.offset(line, place[end]["character"], "utf-32") for end in ("start", "end"))
    assert text.value[:start] + "${name}" + text.value[end:] == wanted
