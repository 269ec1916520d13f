"""Generates documents of every format, before they are broken."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import yaml

from fuzz.snippets import ATTRIBUTES, CONTENTS, NAMES, SIGNATURES, TYPES, VARIABLES, content, value

Fields = dict[str, Any]
Generator = Callable[[Random], bytes]


def fields(random: Random) -> Fields:
    """The fields of a template; some are missing."""
    given: Fields = {
        "name": value(random, NAMES),
        "type": value(random, TYPES),
        "content": content(random),
        "signature": value(random, SIGNATURES),
        "variables": variables(random),
        "description": value(random, CONTENTS),
        "code": "SMS_123456789",
        "test": random.choice((True, False, "yes", 1, None)),
        "max_segments": random.choice((1, 2, "3", 0, -1, None, "x")),
        "redirection": [
            {
                "kind": random.choice(("domain", "400_phone", "none", "x")),
                "value": random.choice(("a.cn", "400-123-0000", CONTENTS[0])),
                "organization_code": random.choice(("91350100M000100Y4Z", "９１", None)),
                "icp_number": random.choice(("京ICP备05000001号", "x" * 40, None)),
            }
            for _ in range(random.randint(0, 2))
        ],
        "suppress": [{"rule": "signature-format", "reason": "因故", "until": random.choice(("2020-01-01", None))}],
        "materials": random.choice(
            ([], ["oss/1"], [{"kind": "icp_screenshot", "path": "a.png"}], [{"kind": "x"}, 3], "oss/1", None)
        ),
        "frames": random.choice((*[None] * 6, [], "x", frames(random), frames(random))),
        "signatures": random.choice((["湖畔民宿"], "甲;乙", [""], 3, None)),
        "regions": random.choice((["US", "sg"], "CA、XXX", [1], None)),
        "for": random.choice(("government", "政府", "x", None)),
    }
    kept = [key for key in given if random.random() < (0.9 if key == "content" else 0.6)]
    random.shuffle(kept)
    return {key: given[key] for key in kept}


def frames(random: Random) -> Any:
    """The frames of a digital message, some of which are none."""
    return [
        random.choice(
            (
                {"image": value(random, ("a.png", "../a.png", "/dev/zero", "")), "text": content(random)},
                {"text": content(random), "video": value(random, ("b.mp4", "x" * 300))},
                {"audio": random.choice((1, None, ["c.mp3"])), "文字": content(random)},
                content(random),
            )
        )
        for _ in range(random.randint(1, 4))
    ]


def variables(random: Random) -> Any:
    """Declarations of variables, short and long."""
    names = random.sample(VARIABLES, random.randint(0, 3))
    return {
        name: random.choice(
            (value(random, ATTRIBUTES), {"attribute": value(random, ATTRIBUTES), "example": content(random)[:20]}, None)
        )
        for name in names
    }


def api(random: Random) -> Fields:
    """A request or a response of the vendor's API."""
    request: Fields = {
        "TemplateName": value(random, NAMES),
        "TemplateType": random.choice((0, 1, 2, 3, 6, 7, "0", None)),
        "TemplateContent": content(random),
        "RelatedSignName": value(random, SIGNATURES),
        "TemplateRule": json.dumps({name: value(random, ATTRIBUTES) for name in VARIABLES[:2]}, ensure_ascii=False),
        "Remark": value(random, CONTENTS),
        "IntlType": random.choice((0, 1, None)),
    }
    kept = {key: each for key, each in request.items() if random.random() < 0.8}
    answer: Fields = {
        **kept,
        "TemplateCode": "SMS_1",
        "TemplateStatus": 1,
        "AuditStatus": random.choice(("AUDIT_STATE_NOT_PASS", "AUDIT_STATE_PASS")),
        "Reason": {"RejectInfo": "模板内容不规范", "RejectDate": "2026-01-01 10:00:00"},
        "VariableAttribute": kept.get("TemplateRule", ""),
        "RequestId": "A-1",
        "Code": "OK",
    }
    shape = random.randrange(4)
    if shape == 0:
        return kept
    if shape == 1:
        return answer
    page = {"SmsTemplateList": [answer, kept][: random.randint(0, 2)], "TotalCount": 2, "Code": "OK"}
    return page if shape == 2 else {"statusCode": 200, "body": random.choice((page, answer))}


def manifest(random: Random) -> Any:
    """One template or a list of them."""
    if random.random() < 0.4:
        return fields(random)
    return {"templates": [fields(random) for _ in range(random.choice((0, 1, 1, 1, 2)))]}


def sms(random: Random) -> bytes:
    given = fields(random)
    text = str(given.pop("content", ""))
    if random.random() < 0.2:
        return encoded(random, text)
    front = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, default_flow_style=random.choice((None, True)))
    return encoded(random, f"---\n{front}---\n{text}\n")


def yaml_manifest(random: Random) -> bytes:
    style = random.choice((None, None, '"', "'", "|", ">"))
    flow = random.choice((None, False, False, True))
    text = yaml.safe_dump(
        manifest(random), allow_unicode=True, sort_keys=False, default_style=style, default_flow_style=flow
    )
    return encoded(random, text)


def json_manifest(random: Random) -> bytes:
    given: Any = api(random) if random.random() < 0.5 else manifest(random)
    if random.random() < 0.2:
        given = [given, api(random)]
    return encoded(random, json.dumps(given, ensure_ascii=random.random() < 0.4, indent=random.choice((None, 2))))


def lines(random: Random) -> bytes:
    made = [fields(random) if random.random() < 0.7 else api(random) for _ in range(random.choice((0, 1, 1, 1, 2)))]
    ending = random.choice(("\n", "\r\n", "\n\n"))
    return encoded(random, "".join(json.dumps(each, ensure_ascii=random.random() < 0.3) + ending for each in made))


HEADS = (
    ("name", "type", "content", "signature", "variables", "description"),
    ("模板名称", "模板类型", "模板内容", "签名", "变量属性", "申请说明", "模板CODE"),
    ("TemplateName", "TemplateType", "TemplateContent", "RelatedSignName", "TemplateRule", "Remark"),
    ("content", "suppress", "code", "test", "max_segments", "redirection"),
    ("content", "content"),
    ("x", "", "content "),
)


def rows(random: Random) -> list[list[str]]:
    """A table with a header."""
    head = random.choice(HEADS)
    cells = {
        "variables": "code-仅数字；date-时间；",
        "变量属性": "code-仅数字；name_1-其他；",
        "TemplateRule": '{"code":"numberCaptcha"}',
        "suppress": "signature-format: 因故; x",
        "redirection": '[{"kind":"domain","value":"a.cn"}]',
    }
    made = [list(head)]
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        row = [cells.get(key) or cell(random, key) for key in head]
        made.append(row[: random.choice((99, 99, 99, 2, 0))])
    return made


def cell(random: Random, key: str) -> str:
    """The cell of a column."""
    if "ontent" in key or "内容" in key:
        return content(random)
    return value(random, TYPES if "ype" in key or "类型" in key else NAMES)


def table(random: Random, delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    quoting: Any = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    ending = random.choice(("\n", "\r\n", "\r"))
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(rows(random))
    text = out.getvalue()
    if random.random() < 0.4:
        return text.replace("\x00", "").encode("gb18030", "replace")
    return encoded(random, text)


def comma_separated(random: Random) -> bytes:
    return table(random, random.choice((",", ",", ";")))


def tab_separated(random: Random) -> bytes:
    return table(random, "\t")


_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def workbook(random: Random) -> bytes:
    """A workbook; its parts may be broken before they are packed, since a changed byte would only break the archive."""
    written = "".join(
        f'<row r="{row}">' + "".join(_written(random, row, column, each) for column, each in enumerate(line)) + "</row>"
        for row, line in enumerate(rows(random), 1)
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{written}</sheetData></worksheet>"
    )
    parts = {name: text.encode() for name, text in _PARTS.items()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-8", "replace")
    if random.random() < 0.5:
        from fuzz.mutations import mutate

        name = random.choice(list(parts))
        parts[name] = mutate(random, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if random.random() < 0.99:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # no modification time
    return out.getvalue()


def _written(random: Random, row: int, column: int, text: str) -> str:
    where = f"{chr(65 + column)}{row}" if random.random() < 0.98 else random.choice(("ZZZZZ1", "A0", "A99999999", ""))
    if random.random() < 0.1:
        kind, body = random.choice(
            (("n", "<v>1</v>"), ("b", "<v>1</v>"), ("e", "<v>#N/A</v>"), ("s", "<v>9</v>"), ("n", "<v>1e999</v>"))
        )
        return f'<c r="{where}" t="{kind}">{body}</c>'
    return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def encoded(random: Random, text: str) -> bytes:
    """A text as bytes, in one of the encodings of documents."""
    if random.random() < 0.9:
        text = text.replace("\x00", "")
    if random.random() < 0.15:
        text = text.replace("\n", random.choice(("\r\n", "\r")))
    choice = random.random()
    if choice < 0.85:
        return text.encode("utf-8", "surrogatepass")
    if choice < 0.93:
        return b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")
    return ("\ufeff" + text).encode(random.choice(("utf-16-le", "utf-16-be", "utf-32-le")), "surrogatepass")


GENERATORS: dict[str, Generator] = {
    "a.sms": sms,
    "a.sms.yaml": yaml_manifest,
    "a.sms.json": json_manifest,
    "a.sms.jsonl": lines,
    "a.sms.csv": comma_separated,
    "a.sms.tsv": tab_separated,
    "a.sms.xlsx": workbook,
}
