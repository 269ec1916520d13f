"""In every format, text that was written is read, each part of it has a range, and changes read back exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from documents.nasty import STYLES, Style, texts
from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField, Undeclare
from smslint.core.fixes.apply import with_changes
from smslint.core.place import CONTENT, Place, Span
from smslint.documents import Document, TemplateEntry, read
from smslint.documents.edit_synthesis import same_template

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
styles = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)


def wanted(style: Style, text: str) -> str:
    """The text as the format stores it."""
    return style.decode(text) if style.name.endswith(".sms") else text


def last(document: Document) -> TemplateEntry:
    entries = list(document.entries())
    assert not document.problems
    assert all(problem.rule == "front-matter" for problem in entries[-1].problems)
    return entries[-1]


@styles
@quick
@given(text=texts)
def test_what_was_written_is_read(style: Style, text: str) -> None:
    assume(style.holds(text))
    template = last(read(style.write(text), style.name)).template
    assert template is not None
    assert template.content == wanted(style, text)


@styles
@quick
@given(text=texts, data=st.data())
def test_each_part_is_found_in_the_source(style: Style, text: str, data: st.DataObject) -> None:
    assume(style.holds(text))
    document = read(style.write(text), style.name)
    entry = last(document)
    assert entry.template is not None
    assert document.text is not None
    content = entry.template.content
    assume(content)
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    found = document.source_range(entry, Span(CONTENT, start, end))
    assert found is not None
    source = document.text.value[found[0] : found[1]]
    if style.name in ("literal.yaml", "folded.yaml"):
        assert [line.strip() for line in source.split("\n") if line.strip()] == [
            line.strip() for line in content[start:end].split("\n") if line.strip()
        ]
    elif style.name == "single.yaml":
        assert "".join(source.replace("''", "'").split()) == "".join(content[start:end].split())
    else:
        assert style.decode(source) == content[start:end]


@styles
@quick
@given(text=texts, insertion=texts, data=st.data())
def test_replaced_text_reads_back(style: Style, text: str, insertion: str, data: st.DataObject) -> None:
    assume(style.holds(text))
    document = read(style.write(text), style.name)
    entry = last(document)
    assert entry.template is not None
    size = len(entry.template.content)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    changes = [ReplaceText(CONTENT, start, end, insertion)]
    goal = with_changes(entry.template, changes)
    written = document.write({entry.index: changes})
    if written is None:
        assert style.name.endswith(".sms")
        begins_front_matter = goal.content.lstrip().startswith(("---", "\ufeff"))
        assert "\r" in insertion or begins_front_matter or goal.content.endswith("\n")
        return
    assert same_template(goal, last(read(written, style.name)).template)


names = st.sampled_from(["code", "name_1", "订单号", "a b", "x:y", "#n", "null", "0"])
values = st.one_of(st.sampled_from(["time", "numberCaptcha", "", "yes", "0123", "null", "~", "a: b", "x #y"]), texts)
fields = st.sampled_from(["name", "signature", "description", "code"])
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(Declare, names, st.sampled_from(["time", "others"]), st.none() | texts),
    st.builds(Undeclare, names),
    st.builds(RenameVariable, names, st.sampled_from(["neu", "数", "a-b"])),
    st.builds(SetField, fields.map(lambda name: Place((name,))), values | st.none()),
    st.builds(SetField, st.just(Place(("type",))), st.sampled_from(["verification", "digital"]) | st.none()),
    st.builds(SetField, st.just(Place(("max_segments",))), st.integers(1, 9)),
    st.builds(SetField, st.just(Place(("test",))), st.booleans()),
    st.builds(SetField, st.just(Place(("for",))), st.just("government") | st.none()),
    st.builds(
        SetField,
        st.builds(lambda name, key: Place(("variables", name, key)), names, st.sampled_from(["attribute", "example"])),
        values,
    ),
    st.builds(SetField, st.just(Place(("redirection", 0, "kind"))), st.sampled_from(["domain", "400_phone"])),
    st.builds(SetField, st.just(Place(("redirection", 0, "value"))), texts.filter(bool)),
)
BASES = {
    "block.yaml": (
        "name: 甲\nvariables:\n  code: time\n  name_1:\n    attribute: others\n    example: x\n"
        "content: 您好${code}\nredirection:\n  - kind: domain\n    value: a.cn\n    variable: code\n"
    ),
    "list.yaml": (
        "templates:\n- content: 前\n- variables: {code: time, 订单号: }\n  content: |\n    您好${code}\n  name: a\n"
    ),
    "a.sms": "---\r\nvariables:\r\n  code:\r\n    attribute: time\r\n---\r\n您好${code}\r\n",
    "bare.sms": "您好${code}",
    "a.json": '{"content": "您好${code}", "variables": {"code": "time"}, "name": "甲"}',
    "long.json": (
        '[\n  {\n    "content": "您好${code}",\n    "variables": {\n      "code": {"attribute": "time"}\n    }\n  }\n]'
    ),
    "create.json": '{"TemplateContent":"您好${code}","TemplateType":1,"TemplateRule":"{\\"code\\":\\"time\\"}"}',
    "a.jsonl": '{"content":"您好${code}","variables":{"code":"time"}}\n',
    "a.csv": (
        "name,type,content,signature,description,code,variables,max_segments,test,redirection\n甲,,您好${code},,,,,,,\n"
    ),
    "json.csv": 'content,variables\n您好${code},"{""code"": ""time""}"\n',
    "console.csv": "模板名称,模板类型,模板内容,变量属性\n甲,通知,您好${code},code-时间；name_1-其他；\n",
}


@pytest.mark.parametrize("name", BASES)
@settings(quick, max_examples=120)
@given(made=st.lists(changes, min_size=1, max_size=3))
def test_changes_read_back_or_are_not_offered(name: str, made: list[Change]) -> None:
    document = read(BASES[name], name)
    entry = last(document)
    assert entry.template is not None
    written = document.write({entry.index: made})
    if written is not None:
        again = last(read(written, name)).template
        assert again is not None
        goal = with_changes(entry.template, made)
        if any(isinstance(each, Declare) and each.example is not None for each in made):  # may have no room for it
            kept = again.variables
            loses = {name for name in goal.variables if name in kept and kept[name].example is None}
            declared = {
                name: replace(each, example=None) if name in loses else each for name, each in goal.variables.items()
            }
            goal = replace(goal, variables=declared)
        assert same_template(goal, again)


@pytest.mark.parametrize("name", ["x.sms", "x.yaml", "x.json", "x.jsonl", "x.csv", "x.tsv", "x.xlsx"])
@settings(quick, max_examples=150)
@given(
    data=st.one_of(
        st.binary(max_size=60),
        texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                [
                    '{"',
                    '"}',
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ":",
                    "content",
                    "name",
                    "templates",
                    "\n",
                    "- ",
                    "  ",
                    "---\n",
                    '"',
                    "variables",
                    "\\u",
                    "\\ud83d",
                    "TemplateContent",
                    "SmsTemplateList",
                    "body",
                    "|",
                    ">",
                    "#",
                    "1",
                    "null",
                ]
            ),
            max_size=30,
        ).map(lambda parts: "".join(parts).encode()),
    ),
    offset=st.integers(0, 60),
)
def test_nothing_makes_a_reader_fail(name: str, data: bytes, offset: int) -> None:
    document = read(data, name)
    assert document.format.name == name[2:]
    size = len(document.text) if document.text is not None else 0
    for _, match in document.problems:
        assert 0 <= match.span.start <= match.span.end <= size
    for entry in document.entries():
        for _, match in entry.problems:
            start, end = entry.start + match.span.start, entry.start + match.span.end
            assert document.text is None or entry.start <= start <= end <= max(entry.end, start)
        if entry.template is not None:
            for place in (CONTENT, Place(("name",)), Place(("variables", "x", "example"))):
                found = document.source_range(entry, Span(place, 0, 1))
                assert found is None or 0 <= found[0] <= found[1] <= size
    if document.text is not None:
        context = document.context(min(offset, size))
        assert context is None or 0 <= context.start <= context.end <= size
