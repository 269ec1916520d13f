"""Changes become the smallest edits, in the style of the surrounding text."""

from __future__ import annotations

import pytest

from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField, Undeclare
from smslint.core.place import CONTENT, Place
from smslint.documents import Edit, applied, read

TYPE = SetField(Place(("type",)), "notification")
CASES: list[tuple[str, str, Change, str | None]] = [
    ("您好\n", "a.sms", TYPE, "---\ntype: notification\n---\n您好\n"),
    ("---\r\nname: 甲\r\n---\r\n您\r\n好", "a.sms", ReplaceText(CONTENT, 1, 2, "，\n"),
     "---\r\nname: 甲\r\n---\r\n您，\r\n好"),
    ("---\nname: 甲\n---\n您好", "a.sms", Declare("code", "time", "12:30"),
     '---\nname: 甲\nvariables:\n  code: { attribute: time, example: "12:30" }\n---\n您好'),
    ("---\nname: 甲\nvariables:\n  code: time\n---\n您好", "a.sms", Undeclare("code"), "---\nname: 甲\n---\n您好"),
    ("content: 'it''s ${a}'\n", "a.yaml", ReplaceText(CONTENT, 0, 2, "'"), "content: '''''s ${a}'\n"),
    ('content: "a\\tb"\n', "a.yaml", ReplaceText(CONTENT, 2, 3, "c\nd"), 'content: "a\\tc\\nd"\n'),
    ("content: |\n  一\n  二\n", "a.yaml", ReplaceText(CONTENT, 2, 3, "三\n四"), "content: |\n  一\n  三\n  四\n"),
    ("content: |\n  一\n  二\n\nname: 甲\n", "a.yaml", ReplaceText(CONTENT, 3, 4, ""),
     "content: |-\n  一\n  二\n\nname: 甲\n"),
    ("content: >2+ # 长\n   一 \n\n", "a.yaml", ReplaceText(CONTENT, 2, 5, ""), "content: >2- # 长\n   一\n\n"),
    ("content: 一二\n", "a.yaml", ReplaceText(CONTENT, 1, 2, " # x"), 'content: "一 # x"\n'),
    ("templates:\n- content: a\n# next\n- content: b\n", "a.yaml", TYPE,
     "templates:\n- content: a\n  type: notification\n# next\n- content: b\n"),
    ('{"content": "\\u4e00二"}', "a.json", ReplaceText(CONTENT, 1, 2, '"'), '{"content": "\\u4e00\\""}'),
    ('{\n  "content": "a"\n}\n', "a.json", TYPE, '{\n  "content": "a",\n  "type": "notification"\n}\n'),
    ('{"TemplateContent":"${a}","TemplateRule":"{\\"a\\":\\"time\\"}"}', "a.json", RenameVariable("a", "b"),
     '{"TemplateContent":"${b}","TemplateRule":"{\\"b\\":\\"time\\"}"}'),
    ('{"TemplateContent":"a","TemplateType":0}', "a.json", TYPE, '{"TemplateContent":"a","TemplateType":1}'),
    ('{"TemplateContent":"a","TemplateType":0}', "a.json", SetField(Place(("max_segments",)), 2), None),
    ("content,name\na,b\n", "a.csv", ReplaceText(CONTENT, 1, 1, ","), 'content,name\n"a,",b\n'),
    ("content,name\na,b\n", "a.csv", TYPE, None),
    ("模板内容,变量属性,模板类型\n${a},a-时间；,验证码\n", "a.csv", Declare("b", "money", "1"),
     "模板内容,变量属性,模板类型\n${a},a-时间；b-金额；,验证码\n"),
    ("模板内容,变量属性,模板类型\n${a},a-时间；,验证码\n", "a.csv", TYPE,
     "模板内容,变量属性,模板类型\n${a},a-时间；,通知\n"),
    ('{"templates": [{"suppress": "x"}]}', "a.json", SetField(Place(("suppress",)), None), None),
    ("variables:\n  code: time\n  ? b\n  : time\ncontent: 您好\n", "a.yaml", Undeclare("code"),
     "variables:\n  ? b\n  : time\ncontent: 您好\n"),
    ("variables:\n  ? b\n  : time\n  code: time\ncontent: 您好\n", "a.yaml", Undeclare("b"),
     "variables:\n  code: time\ncontent: 您好\n"),
    ("variables: {code: time, ? b\n  : time}\ncontent: 您好\n", "a.yaml", Undeclare("code"),
     "variables: {? b\n  : time}\ncontent: 您好\n"),
    ("---\n{name: 甲, variables: {\n---\n${a}", "a.sms", Declare("a", "time"), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "change", "wanted"), CASES)
def test_a_change_is_written(text: str, name: str, change: Change, wanted: str | None) -> None:
    assert read(text, name).write({0: [change]}) == wanted


def test_edits_of_several_templates_come_in_the_texts_order_and_the_unwritable_are_named() -> None:
    document = read("content,name\na,x\nb,y\nc,z\n", "a.csv")
    edits, refused = document.edits(
        {2: [ReplaceText(CONTENT, 0, 1, "C")], 0: [ReplaceText(CONTENT, 0, 1, "A")], 1: [TYPE]}
    )
    assert edits == [Edit(13, 14, "A"), Edit(21, 22, "C")]
    assert refused == {1}
    assert document.text is not None
    assert applied(document.text.value, edits) == "content,name\nA,x\nb,y\nC,z\n"


@pytest.mark.parametrize(("encoding", "name"), [("utf-8-sig", "a.yaml"), ("utf-16", "a.csv"), ("gb18030", "a.tsv")])
def test_encoding_and_mark_are_kept(encoding: str, name: str) -> None:
    text = "content: 您好\r\n" if name == "a.yaml" else "模板内容\r\n您好\r\n"
    document = read(text.encode(encoding), name)
    written = document.write({0: [ReplaceText(CONTENT, 0, 1, "你")]})
    assert written == text.replace("您", "你")
    assert document.encode(written) == written.encode(encoding)
