"""The fields that name further signatures, regions and the client of a template."""

from __future__ import annotations

import pytest

from smslint.documents import read

NAMES = ("湖畔民宿", "湖心岛")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("content: 甲\nsignatures: [湖畔民宿, 湖心岛]\nregions: [us, SG]\nfor: government\n", "a.sms.yaml"),
        ("---\nsignatures: 湖畔民宿、湖心岛\nregions: US, SG\nfor: 政府\n---\n甲\n", "a.sms"),
        ('{"content":"甲","signatures":["湖畔民宿","湖心岛"],"regions":["US","SG"],"for":"government"}', "a.sms.json"),
        ('{"content":"甲","signatures":["湖畔民宿","湖心岛"],"regions":"US;SG","for":"政企"}\n', "a.sms.jsonl"),
        ("content,signatures,regions,for\n甲,湖畔民宿；湖心岛,US|SG,government\n", "a.sms.csv"),
        ('content,signatures,regions,for\n甲,"[""湖畔民宿"",""湖心岛""]","US,SG",政府\n', "a.sms.csv"),
    ],
)
def test_every_format_reads_them(text: str, name: str) -> None:
    document = read(text.encode(), name)
    (entry,) = document.entries()
    assert entry.template is not None
    assert not entry.problems
    assert (entry.template.signatures, entry.template.regions) == (NAMES, ("US", "SG"))
    assert entry.template.for_ == "government"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("content: 甲\nregions: [SG, USA]\n", "USA"),
        ("content: 甲\nregions: 美国\n", "美国"),
        ("content: 甲\nsignatures: [3, {}]\n", "[3, {}]"),
        ("content: 甲\nfor: company\n", "company"),
    ],
)
def test_what_cannot_be_meant_is_marked(text: str, marked: str) -> None:
    (entry,) = read(text.encode(), "a.sms.yaml").entries()
    (problem,) = entry.problems
    assert problem.rule == "invalid-field"
    assert text[problem.match.span.start : problem.match.span.end] == marked
