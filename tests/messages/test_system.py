"""Errors of Python and of the system have sentences in both languages."""

from __future__ import annotations

import inspect
import re
import tomllib

import pytest

from smslint.messages.system import toml_error_text


def test_every_fault_of_toml_has_a_sentence() -> None:
    source = inspect.getsource(inspect.getmodule(tomllib.loads))  # type: ignore[arg-type]
    told = re.findall(r"""suffixed_err\(\s*src,\s*[^,]+,\s*f?["']([^{]+?)["'{]""", source)
    assert len(told) > 20
    assert [fault for fault in told if fault != "Expected " and toml_error_text(fault).zh.isascii()] == []


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("a = 1\nb = x", "invalid value (strings must be quoted) (line 2, column 5)", "（第 2 行第 5 列）"),
        ("a = '", "a string is not closed by a quote", "文本没有结束引号"),
        ("a = '''x", "a string is not closed by a quote", "文本没有结束引号"),
        ("a = 1\na = 2\n", "a key appears twice (line 2", "同一个键出现了两次"),
        ("a = 2026-02-30", "no such date or time (line 1", "没有这样的日期或时间"),
        ("a = " + "1" * 5000, "a number has too many digits", "数字的位数过多"),
    ],
)
def test_faults_of_toml_have_their_place(text: str, en: str, zh: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011
        tomllib.loads(text)
    told = toml_error_text(error.value)
    assert told.en.startswith(en)
    assert zh in told.zh
