"""Why a text is no JSON, in the words of a person."""

from __future__ import annotations

import json

import pytest

from smslint.syntax.json.reader import decoding_fault


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ('{"severity", "x"}', "a colon is expected (character 12)", "此处应为冒号（第 12 个字符）"),
        ("{'a':'x'}", "a quoted key is expected, in double quotes", "须用双引号而不是单引号"),
        ("{a=x}", "a quoted key is expected", "此处应为带引号的键"),
        ('{"a":"紧"急""}', "a quote within a text is written", "文本中的引号须写作"),
        ('{"a": “x”}', "in plain double quotes", "须用半角双引号"),
        ('{"a":"x",}', "the comma before is one too many", "前面多了一个逗号"),
        ('{"a":"x"', "a comma or the closing bracket is expected", "此处应为逗号或右括号"),
        ('{"a":"x', "a text has no closing quote", "文本缺少结束引号"),
        ('{"a":"x"} y', "the end of the text is expected", "此处应为文本结尾"),
    ],
)
def test_the_cause_and_the_place_are_told(text: str, english: str, chinese: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        json.loads(text)
    fault = decoding_fault(raised.value)
    assert english in fault.en
    assert chinese in fault.zh
    assert "Expecting" not in fault.en + fault.zh
