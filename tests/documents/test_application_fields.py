"""Materials, reasons and what is no number: every format reads and writes them, and says what is wrong in them."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from smslint.core.template import Material, MaterialKind, Redirection, Template, Variable
from smslint.documents import read
from smslint.documents.fields import MATERIAL_FIELDS
from smslint.documents.formats import format_named
from smslint.documents.manifest import manifest_text

TEMPLATE = Template(
    "您订购的${book}已到店。",
    "notification",
    name="到店",
    variables={"book": Variable("book", "others", "城南旧事 精装", None, "书名含空格")},
    redirection=(Redirection("none", "2024-0001"), Redirection("400_phone", "4001230000", reason="由集团接听")),
    materials=(
        Material(key="oss/a.png"),
        Material("icp_screenshot", "图/icp.png", None, "第二行"),
        Material("other", key="b"),
    ),
)


@pytest.mark.parametrize("name", ["sms", "yaml"])
def test_what_is_written_reads_back(name: str) -> None:
    assert manifest_text([TEMPLATE], format_named(name)) is not None


def test_every_kind_of_material_has_a_chinese_name() -> None:
    assert set(MATERIAL_FIELDS[0].choices) == set(get_args(MaterialKind))
    assert all(MATERIAL_FIELDS[0].choices.values())


def test_a_cell_may_hold_materials() -> None:
    cell = json.dumps(["oss/a.png", {"kind": "隐私政策", "path": "p.png"}], ensure_ascii=False).replace('"', '""')
    (entry,) = read(f'模板内容,materials\n您好,"{cell}"\n', "a.sms.csv").entries()
    assert entry.template is not None
    assert entry.template.materials == (Material(key="oss/a.png"), Material("privacy_policy", "p.png"))


@pytest.mark.parametrize(
    ("materials", "told"),
    [
        ("[{ kind: icp, path: a.png }]", "materials[0].kind"),
        ("[{ path: a.png, pth: b.png }]", "materials[0].pth"),
        ("[{ path: [a.png] }]", "materials[0].path"),
        ("[[a.png]]", "materials"),
        ("a.png", "materials"),
    ],
)
def test_what_is_wrong_in_materials_is_told_where_it_is(materials: str, told: str) -> None:
    (entry,) = read(f"type: notification\nmaterials: {materials}\ncontent: 您好\n", "a.sms.yaml").entries()
    (problem,) = entry.problems
    assert told in str(problem.match.values["field"])


def test_materials_are_carried_only_where_they_are_given() -> None:
    for written, carried in (("", False), ("materials: []\n", True), ("materials: [a]\n", True)):
        (entry,) = read(f"type: promotional\n{written}content: 您好\n", "a.sms.yaml").entries()
        assert entry.template is not None
        assert ("materials" in entry.template.carries) == carried


def test_the_older_name_of_a_reason_is_read() -> None:
    text = "type: notification\nredirection: [{ kind: 400_phone, difference_reason: 由集团接听 }]\ncontent: 您好\n"
    (entry,) = read(text, "a.sms.yaml").entries()
    assert entry.template is not None
    assert entry.template.redirection[0].reason == "由集团接听"
