from __future__ import annotations

import json

import pytest

from smslint.core.place import CONTENT, Place, Span
from smslint.documents import read
from smslint.documents.json_syntax import JsonSyntax
from smslint.documents.source_map import SourceMap
from smslint.documents.tree import Scalar


def test_a_content_is_followed_once_for_all_that_lies_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[str] = []
    follow = JsonSyntax.map

    def counted(self: JsonSyntax, text: str, scalar: Scalar) -> SourceMap | None:
        followed.append(str(scalar.value))
        return follow(self, text, scalar)

    monkeypatch.setattr(JsonSyntax, "map", counted)
    document = read(json.dumps({"name": "甲", "content": "您好。" * 50}), "a.sms.json")
    assert document.text is not None
    entry = document.entry(0)
    spans = [Span(CONTENT, at, at + 3) for at in range(0, 150, 3)]
    ranges = document.source_ranges(entry, [*spans, Span(Place(("name",)), 0, 1)])
    sources = [document.text.value[slice(*each)] for each in ranges if each is not None]
    assert sources == [*["\\u60a8\\u597d\\u3002"] * 50, "\\u7532"]
    assert followed == ["您好。" * 50, "甲"]
