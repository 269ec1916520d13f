"""What is told is in the order of documents and templates, however late it comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.samples import content_finding
from smslint.io import writer
from smslint.report.in_order import OrderedTexts


@pytest.mark.parametrize("in_memory", [1 << 20, 10])
def test_late_findings_go_to_their_template(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr(writer, "_IN_MEMORY", in_memory)
    texts = OrderedTexts({"b.sms": 0, "a.sms": 1})
    sample = content_finding("加微信", 0, 1)
    assert sample.template is not None

    def add(path: str, template: int | None, text: str) -> None:
        identity = None if template is None else replace(sample.template, index=template)  # type: ignore[type-var]
        texts.add(replace(sample, path=path, template=identity), text)

    add("b.sms", 0, "first\n")
    add("b.sms", 2, "third\n")
    add("b.sms", None, "beside the third")
    add("a.sms", 0, "\ud800")
    add("smslint.toml", None, "settings")
    add("b.sms", 1, "second")
    add("b.sms", None, "late in b")
    texts.add(None, "gone")
    add("a.sms", 0, "last")
    expected = ["first\n", "second", "third\n", "beside the third", "late in b", "\ud800", "last", "settings", "gone"]
    assert list(texts.read()) == expected
