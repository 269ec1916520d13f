"""What each format can express, and how broken documents are read."""

from __future__ import annotations

import json
import sys
import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from smslint.core.place import CONTENT, Place, Span
from smslint.core.template import Template
from smslint.documents import Document, applied, format_of, read
from smslint.messages import Bilingual


def template(data: str | bytes, name: str) -> Template:
    found = next(read(data, name).entries()).template
    assert found is not None
    return found


def rules(document: Document) -> list[str]:
    inner = [problem.rule for entry in document.entries() for problem in entry.problems]
    return [problem.rule for problem in document.problems] + inner


def marked(document: Document, place: Place, start: int, end: int, index: int = 0) -> str:
    found = document.source_range(document.entry(index), Span(place, start, end))
    assert found is not None
    assert document.text is not None
    return document.text.value[found[0] : found[1]]


@pytest.mark.parametrize(
    ("name", "named", "wanted"),
    [
        ("a.sms", False, "sms"),
        ("-", True, "sms"),
        ("a.sms.yml", False, "yaml"),
        ("a.yaml", False, None),
        ("a.yaml", True, "yaml"),
        ("目录/a.SMS.CSV", False, "csv"),
        ("a.json", False, None),
        ("notes.txt", True, None),
    ],
)
def test_file_names_tell_the_format(name: str, named: bool, wanted: str | None) -> None:
    found = format_of(name, named=named)
    assert (found and found.name) == wanted


def test_a_bare_sms_carries_its_content_only() -> None:
    assert template("您好\n", "a.sms") == Template("您好")


def test_front_matter_carries_all_fields() -> None:
    found = template("---\nname: 甲\n---\n您好\n\n", "a.sms")
    assert found.content == "您好\n"
    assert found.lacks("signature")
    assert "variables.example" in found.carries


def test_rows_carry_only_what_they_have() -> None:
    found = template('{"content": "a", "name": null, "variables": {}}', "a.jsonl")
    assert found.lacks("name")
    assert not found.lacks("type")
    assert "variables.attribute" in found.carries
    assert "variables.example" not in found.carries


def test_yaml_scalars_are_their_source_text() -> None:
    text = "content: a\nvariables:\n  a: { attribute: time, example: 12:30 }\n  b: { example: 0123 }\nname: yes\n"
    found = template(text, "a.yaml")
    assert [each.example for each in found.variables.values()] == ["12:30", "0123"]
    assert found.name == "yes"


CREATE = {"TemplateName": "甲", "TemplateContent": "您好${code}", "TemplateType": 1, "TemplateRule": '{"code": "time"}'}
QUERY = {"TemplateContent": "b", "TemplateType": 2, "AuditStatus": "AUDIT_STATE_NOT_PASS", "TemplateCode": "SMS_1"}


def test_a_create_request_carries_what_the_api_takes() -> None:
    found = template(json.dumps(CREATE), "a.json")
    assert found.type == "notification"
    assert found.variables["code"].attribute == "time"
    assert {"variables", "variables.attribute", "description"} <= found.carries
    assert "variables.example" not in found.carries


@pytest.mark.parametrize("wrap", [lambda page: page, lambda page: {"headers": {}, "body": page}])
def test_a_query_answer_has_its_own_numbering_and_reviews(wrap: object) -> None:
    rejected = QUERY | {"Reason": {"RejectInfo": "内容不合规"}}
    page = {"SmsTemplateList": [QUERY | {"OuterTemplateType": 0}, rejected]}
    entries = list(read(json.dumps(wrap(page)), "a.json").entries())  # type: ignore[operator]
    assert [entry.template.type for entry in entries if entry.template] == ["verification", "verification"]
    review = entries[1].review
    assert review is not None
    assert (review.status, review.code, review.reason) == ("rejected", "SMS_1", "内容不合规")
    assert "variables" not in (entries[0].template or Template("")).carries


def test_a_get_answer_carries_attributes_and_a_review() -> None:
    answer = {"TemplateContent": "a", "TemplateType": "0", "TemplateStatus": "1", "VariableAttribute": "{}"}
    entry = read(json.dumps({"body": answer}), "a.json").entry(0)
    assert entry.template is not None
    assert entry.template.type == "verification"
    assert entry.review is not None
    assert entry.review.status == "approved"
    assert "variables.attribute" in entry.template.carries


def test_what_stands_in_a_body_is_known_by_its_keys_as_it_is_bare() -> None:
    def schema(body: object) -> str:
        return read(json.dumps({"statusCode": 200, "body": body}), "a.json").entry(0).parsed.schema.name

    assert schema(CREATE) == schema({key: CREATE[key] for key in CREATE if key != "TemplateRule"}) == "create"
    assert schema(QUERY) == "query"
    assert schema({"TemplateRule": "{}", "VariableAttribute": "{}"}) == schema({"VariableAttribute": "{}"}) == "get"


def test_a_table_numbers_types_as_create_does_unless_it_has_a_query_column() -> None:
    assert template("TemplateContent,TemplateType\na,0\n", "a.csv").type == "verification"
    assert template("TemplateContent,TemplateType,AuditStatus\na,0,AUDIT_STATE_PASS\n", "a.csv").type == "notification"


def test_a_numeric_international_type_is_reported_and_never_mapped() -> None:
    document = read('{"TemplateContent": "Hi", "TemplateType": 3, "IntlType": 1}', "a.json")
    assert rules(document) == ["invalid-field"]
    found = next(document.entries()).template
    assert found is not None
    assert found.international_type is None
    assert not found.lacks("international_type")


def test_the_consoles_headings_and_form_are_read() -> None:
    text = "模板名称,模板类型,模板内容,变量属性\n甲,验证码,您的${code},code-仅数字；\n"
    document = read(text.encode("gb18030"), "a.csv")
    found = document.entry(0).template
    assert found is not None
    assert (found.name, found.type) == ("甲", "verification")
    assert found.variables["code"].attribute == "numberCaptcha"
    assert marked(document, Place(("variables", "code", "attribute")), 0, 13) == "仅数字"
    assert document.encode(text) == text.encode("gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"])
def test_a_byte_order_mark_is_not_text_and_is_kept(encoding: str) -> None:
    data = "\ufeff模板内容\n您好。\n".encode(encoding)
    document = read(data, "a.csv")
    assert [entry.template and entry.template.content for entry in document.entries()] == ["您好。"]
    assert document.text is not None
    assert document.encode(document.text.value) == data


def test_places_are_followed_through_json_in_a_cell() -> None:
    text = 'name,content,variables\n甲,您好${code},"{""code"": {""attribute"": ""ti\\u006de""}}"\n'
    document = read(text, "a.csv")
    assert marked(document, Place(("variables", "code", "attribute")), 2, 3) == "\\u006d"
    assert marked(document, Place(("variables", "code")), 0, 4) == "code"
    assert marked(document, Place(("variables", "code", "example")), 0, 0) == "code"


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        ("[" * 30_000, "a.yaml", "unreadable-document"),
        ("[" * 30_000, "a.json", "unreadable-document"),
        ('{"a":' * 30_000, "a.jsonl", "unreadable-document"),
        ("", "a.json", "unreadable-document"),
        ("", "a.yaml", "unreadable-document"),
        (b"\x00\x01\x02", "a.sms", "unreadable-document"),
        (b"\xff\xfe\x41", "a.csv", "unreadable-document"),
        (b"name: \xc3\x28", "a.yaml", "unreadable-document"),
        ('{"content": "\\ud83d"}', "a.jsonl", "invalid-field"),
        ('{"content": "a", "content": "b"}', "a.json", "invalid-field"),
        ("name: &a b\ncontent: a\n", "a.yaml", "invalid-field"),
        ("<<: { name: b }\ncontent: a\n", "a.yaml", "invalid-field"),
        ("content: a\n---\ncontent: b\n", "a.yaml", "invalid-field"),
        ('{"name": "x", "version": "1"}', "a.json", "unreadable-document"),
        ("name,signature\na,b\n", "a.csv", "unreadable-document"),
        (b"no workbook", "a.xlsx", "unreadable-document"),
    ],
)
def test_broken_documents_are_one_finding(data: str | bytes, name: str, wanted: str) -> None:
    assert rules(read(data, name)) == [wanted]


def test_half_a_surrogate_pair_is_reported_with_its_field() -> None:
    (problem,) = read('{"name": "a", "content": "\\ud83d"}', "a.jsonl").entry(0).problems
    assert problem.match.values["field"] == Bilingual('"content"', "“content”")


def test_a_document_over_the_limit_is_not_decoded() -> None:
    assert rules(read(b"\xff" * 100, "a.sms", max_size=99)) == ["unreadable-document"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"content": "a"}\n{"content": "b\n{"content": "c"}\n', "a.jsonl"),
        ("templates:\n  - content: a\n  - content: b\n    name: [b\n  - content: c\n", "a.yaml"),
        ('{"templates": [\n  {"content": "a"},\n  {"content": "b,\n  {"content": "c"}\n]}', "a.json"),
        ("content,name\na,x\nb,y,z\nc,w\n", "a.csv"),
    ],
)
def test_an_error_affects_only_its_own_template(text: str, name: str) -> None:
    entries = list(read(text, name).entries())
    assert [entry.template.content if entry.template else None for entry in entries] == ["a", None, "c"]
    assert [bool(entry.problems) for entry in entries] == [False, True, False]


@pytest.mark.parametrize("front", ["---\nname: [x\n---\n", "---\nname: x\n", '---\nname: "x\n---\n'])
def test_broken_front_matter_still_gives_the_content(front: str) -> None:
    document = read(front + "您好${code}\n", "a.sms")
    assert template(front + "您好${code}\n", "a.sms").content == "您好${code}"
    assert rules(document) == ["unreadable-document"]


@pytest.mark.parametrize(
    ("value", "mark"),
    [("a # b", "# b"), ("{code}，您好", "{"), ("时间: 9点", ":"), ("%a", "%"), ("@a", "@"), ("*a*", "*"), ("- a", "-")],
)
def test_unquoted_content_is_read_as_its_author_sees_it(value: str, mark: str) -> None:
    text = f"name: x\ncontent: {value}\ntype: digital\n"
    document = read(text, "a.yaml")
    entry = document.entry(0)
    assert entry.template is not None
    assert (entry.template.content, entry.template.type) == (value, "digital")
    (problem,) = entry.problems
    assert problem.rule == "unquoted-content"
    span = problem.match.span
    assert text[span.start : span.end] == mark
    (edit,) = document.entry_edits(entry, problem.match.changes) or ()
    mended = read(text[: edit.start] + edit.text + text[edit.end :], "a.yaml")
    assert rules(mended) == []
    assert mended.entry(0).template == entry.template


def test_a_comment_at_a_field_is_a_suppression_and_one_in_a_scalar_is_not() -> None:
    text = (
        "# smslint: ignore[name-too-long, a-b] 原因\nname: x  # smslint: ignore[c-d]\n"
        "content: |\n  a # smslint: ignore[e-f]\n"
    )
    found = read(text, "a.yaml").entry(0).parsed.comments
    assert [(each.rule, each.reason, str(each.place)) for each in found] == [
        ("name-too-long", "原因", "name"),
        ("a-b", "原因", "name"),
        ("c-d", None, "name"),
    ]


def test_equal_regions_are_taken_from_the_earlier_document() -> None:
    text = "templates:\n" + "".join(f"  - name: n{number}\n    content: 您好\n" for number in range(50))
    before = read(text, "a.yaml")
    kept = [entry.parsed for entry in before.entries()]
    after = read(text.replace("n7\n", "n7x\n", 1), "a.yaml", previous=before)
    again = [entry.parsed for entry in after.entries()]
    assert [number for number in range(50) if again[number] is not kept[number]] == [7]


def test_rows_are_read_as_they_are_asked_for() -> None:
    rows = 5_000
    data = b'{"content": "abc${code}", "name": "n"}\n' * rows
    document = read(data, "a.jsonl")
    tracemalloc.start()
    count = sum(1 for _ in document.entries())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == rows
    assert peak < 100 * rows
    assert document.entry(rows - 1).template is not None


def workbook(*rows: list[str]) -> bytes:
    """The smallest workbook with one sheet."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="模板" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def test_a_workbook_names_cells() -> None:
    document = read(workbook(["模板名称", "模板内容", "变量属性"], ["甲", "您好${code}", "code-时间"]), "a.xlsx")
    entry = document.entry(0)
    assert document.text is None
    assert entry.template is not None
    assert entry.template.content == "您好${code}"
    assert entry.template.variables["code"].attribute == "time"
    assert document.cell(entry, CONTENT) == "模板!B2"
    assert document.source_range(entry, Span(CONTENT, 0, 1)) is None


def test_a_workbook_without_the_optional_part_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    document = read(b"PK", "a.xlsx")
    assert rules(document) == ["unreadable-document"]
    assert "python-calamine" in str(document.problems[0].match.values["reason"])


def test_a_line_break_in_a_json_text_does_not_split_a_document() -> None:
    document = read('[{"name": "甲\n乙]", "content": "您好"}, {"content": "再见"}]', "a.json")
    assert [entry.template and entry.template.content for entry in document.entries()] == ["您好", "再见"]
    assert list(read('[{"a": "1\n": "2"}]', "a.json").entries()) != []


def test_a_sheet_that_is_too_large_is_refused_before_it_is_read() -> None:
    out = BytesIO()
    sheet = '<c r="A1" t="inlineStr"><is><t>content</t></is></c><c s="1" r=\'B99999999\'><v>1</v></c>'
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>")
    document = read(out.getvalue(), "a.xlsx")
    assert [problem.match.values["reason"].en for problem in document.problems] == [  # type: ignore[union-attr]
        "a sheet extends to B99999999, which is more than 20000000 cells; delete the empty rows and columns"
    ]


@pytest.mark.parametrize(("size", "reason"), [(1 << 20, "the limit is 1000"), (7, "extends to B99999999")])
def test_a_workbook_is_measured_before_it_is_unpacked(size: int, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is searched in blocks, and the name of a cell may cross the edge of a block."""
    monkeypatch.setattr("smslint.syntax.workbook._BLOCK", 7)
    monkeypatch.setattr("smslint.syntax.workbook.UNPACKED", 1000)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f'<c r="B99999999"/>{" " * size}<c r="A1"/>')
    (problem,) = read(out.getvalue(), "a.xlsx").problems
    assert reason in problem.match.values["reason"].en  # type: ignore[union-attr]


def test_an_escaped_private_character_is_not_taken_for_a_stand_in() -> None:
    (entry,) = read('content: "a\\U000F0000b\u2029"', "a.yaml").entries()
    assert entry.template
    assert entry.template.content == "a\U000f0000b\u2029"


def test_a_cursor_within_a_line_break_is_at_the_lines_end() -> None:
    text = "variables: [>\r\nname: a"
    context = read(text, "a.yaml").context(text.index("\n"))
    assert context is None or context.start <= text.index("\n")


@pytest.mark.parametrize(
    ("given", "en", "zh"),
    [
        ('{"a" "time"}', "JSON syntax error: a colon is expected", "JSON 语法错误：此处应为冒号"),
        ('{"a":}', "JSON syntax error: a value is expected", "JSON 语法错误：此处应为值"),
        (
            '{"a":“time”}',
            "JSON syntax error: a value is expected, in plain double quotes",
            "JSON 语法错误：此处应为值，须用半角双引号",
        ),
        (
            '{"a":"time",}',
            "JSON syntax error: a quoted key is expected, or the comma before is one too many",
            "JSON 语法错误：此处应为带引号的键，或前面多了一个逗号",
        ),
        ('{"a":"time', "JSON syntax error: a text has no closing quote", "JSON 语法错误：文本缺少结束引号"),
        ("[" * 30_000, "nested more than 64 levels deep", "嵌套超过 64 层"),
    ],
)
def test_what_is_wrong_with_json_in_a_text_is_said_in_the_readers_language(given: str, en: str, zh: str) -> None:
    document = read(json.dumps({"content": "您好", "variables": given}), "a.jsonl")
    (problem,) = document.entry(0).problems
    reason = problem.match.values["reason"]
    assert (reason.en, reason.zh) == (f"cannot be read: {en}", f"无法读取：{zh}")  # type: ignore[union-attr]


def test_data_that_is_not_an_archive_is_not_a_workbook() -> None:
    (problem,) = read(b"content\n", "a.xlsx").problems
    assert "ZIP" in problem.match.values["reason"].en  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("content: 您好 # 甲\n", 'content: "您好 # 甲"\n'),
        ("content: 您好 # 甲\n  乙\nname: 丙\n", 'content: "您好 # 甲 乙"\nname: 丙\n'),
        ("{name: 丙,\ncontent: : 您好\n}\n", '{name: 丙,\ncontent: ": 您好"\n}\n'),
        ("{name: 丙,\ncontent: : 您好}\n", None),
        ("content: [甲, 乙\n", 'content: "[甲, 乙"\n'),
    ],
)
def test_what_yaml_misreads_is_quoted_as_far_as_it_goes(text: str, wanted: str | None) -> None:
    problems = [*(document := read(text, "a.sms.yaml")).problems, *document.entry(0).problems]
    fixes = [match.changes for rule, match in problems if rule == "unquoted-content" and match.changes]
    made = [applied(text, document.entry_edits(None, changes) or ()) for changes in fixes]
    assert made == ([wanted] if wanted else [])


@pytest.mark.parametrize("indent", [0, 1, 2, 3])
def test_text_after_the_last_item_of_a_list_is_no_text_of_nobody(indent: int) -> None:
    text = f"templates:\n  - name: a\n    content: >-\n{' ' * indent}您好${{time}}\n      ${{a}}\n"
    document = read(text, "a.yaml")
    found = [*document.problems, *(each for entry in document.entries() for each in entry.problems)]
    assert {each.rule for each in found} == {"unreadable-document"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_only_the_wanted_templates_are_read(name: str) -> None:
    contents = [f"第{number}条。" for number in range(5)]
    rows = [json.dumps({"content": content}, ensure_ascii=False) for content in contents]
    data = {"a.jsonl": "\n".join(rows), "a.csv": "\n".join(["content", *contents]), "a.json": f"[{','.join(rows)}]"}
    found = [(entry.index, entry.template) for entry in read(data[name], name).entries({1, 3, 9})]
    assert [(index, each and each.content) for index, each in found] == [(1, contents[1]), (3, contents[3])]
