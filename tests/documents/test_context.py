"""The context at the cursor (`@`), in complete documents and in documents that are being typed."""

from __future__ import annotations

import pytest

from smslint.documents import read

CASES = [
    ("---\nname: a\ntyp@\n---\nx", "a.sms", "", "key", "typ"),
    ("---\nname: a\ntype: not@\n---\nx", "a.sms", "type", "value", "not"),
    ("---\nvariables:\n  code: num@\n---\nx", "a.sms", "variables.code.attribute", "value", "num"),
    ("---\nvariables:\n  code: { attribute: num@\n---\nx", "a.sms", "variables.code.attribute", "value", "num"),
    ("---\nvariables:\n  code:\n    attr@\n    example: 3\n---\nx", "a.sms", "variables.code", "key", "attr"),
    ("---\nname: [\n---\n您好${co@}。", "a.sms", "content", "value", "co"),
    ("@", "a.sms", "content", "value", ""),
    ("name: x\nvariables:\n  @", "a.yaml", "variables", "key", ""),
    (
        "templates:\n  - name: x\n    redirection:\n      - kind: a\n      - kind: dom@\n",
        "a.yaml",
        "redirection[1].kind",
        "value",
        "dom",
    ),
    ("templates:\n  - name: x\n    content: |\n      文字${c@\n  - name: b", "a.yaml", "content", "value", "c"),
    ('{"name": "x", "ty@"}', "a.json", "", "key", "ty"),
    ('{"name": "x", "type": "no@', "a.json", "type", "value", "no"),
    ('{"content": "a"}\n{"content": "b${@\n', "a.jsonl", "content", "value", ""),
    (
        '{"TemplateContent": "a", "TemplateRule": "{\\"code\\": \\"ti@\\"}"}',
        "a.json",
        "variables.code.attribute",
        "value",
        "ti",
    ),
    ("name,type,content\nx,ver@,abc\n", "a.csv", "type", "value", "ver"),
    ("name,ty@,content\nx,,abc\n", "a.csv", "", "key", "ty"),
]


@pytest.mark.parametrize(("text", "name", "place", "part", "prefix"), CASES)
def test_the_place_under_the_cursor(text: str, name: str, place: str, part: str, prefix: str) -> None:
    offset = text.index("@")
    whole = text.replace("@", "")
    found = read(whole, name).context(offset)
    assert found is not None
    assert (str(found.place), found.part, found.prefix) == (place, part, prefix)
    assert whole[found.start : offset] == prefix


@pytest.mark.parametrize("header", ["|", ">-", "|2-"])
@pytest.mark.parametrize("place", ["content: @{}\n  甲\n", "content: {}@\n  甲\n", "content: {}\n @ 甲\n  乙\n"])
@pytest.mark.parametrize("around", ["", "\r", "name: x\ntemplates:\n"])
def test_no_text_stands_in_the_frame_of_a_block(header: str, place: str, around: str) -> None:
    text = place.format(header) + "name: x\n"
    if around.startswith("name"):
        text = "templates:\n- " + text.replace("\n", "\n  ").rstrip(" ")
    elif around:
        text = text.replace("\n", "\r\n")
    for whole in (text, text.replace("name: x", "name: [")):
        found = read(whole.replace("@", ""), "a.yaml").context(whole.index("@"))
        assert found is None or found.part == "none"


def test_no_text_stands_after_a_block() -> None:
    text = "content: |\n  甲\n@name: x\n"
    found = read(text.replace("@", ""), "a.yaml").context(text.index("@"))
    assert found is not None
    assert str(found.place) != "content"


def test_a_long_content_keeps_nobody_waiting_for_the_name_at_its_end() -> None:
    text = "1" * 1_000_000 + "，${code"
    found = read(text, "a.sms").context(len(text))
    assert found is not None
    assert found.prefix == "code"
