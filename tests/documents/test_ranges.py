from __future__ import annotations

import json

import pytest

from smslint.core.place import CONTENT, Place, Span
from smslint.documents import read
from smslint.syntax.json.writer import JsonSyntax
from smslint.syntax.parsed_text import SourceMap
from smslint.syntax.tree import Scalar


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


def test_each_of_many_keys_is_found() -> None:
    text = "content: 您好\n" + "".join(f"k{number}: 1\n" for number in range(200)) + "k7: 2\n"
    document = read(text, "a.sms.yaml")
    assert document.text is not None
    unknown = [match.span for rule, match in document.entry(0).problems if rule == "unknown-field"]
    marked = [document.text.value[span.start : span.end] for span in unknown]
    assert marked[:200] == [f"k{number}" for number in range(200)]


def test_comments_one_below_the_other_belong_to_the_field_below_them() -> None:
    comments = "".join(f"# smslint: ignore[rule-{number}]\n" for number in range(3))
    document = read(f"name: 甲\n{comments}# 其他\n{comments}content: 您好 {comments}", "a.sms.yaml")
    places = [str(comment.place) for comment in document.entry(0).parsed.comments]
    assert places == [*["content"] * 7, "None", "None"]
