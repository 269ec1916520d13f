"""Templates in source code: which are found, where their characters stand, and how changes are written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smslint.core.change import ReplaceText
from smslint.core.place import CONTENT, Span
from smslint.documents import Document, read
from smslint.documents.code.languages import code_language_of
from smslint.documents.formats.code import CodeOptions, code_format

from .cases import Case, cases

CASES = cases("templates.txt")
_SHOWN = ("name", "type", "signature")


def opened(name: str, text: str | bytes, least: str = "likely") -> Document:
    language = code_language_of(name)
    assert language is not None
    return read(text, name, format=code_format(language, CodeOptions(least)))  # type: ignore[arg-type]


def shown(document: Document) -> list[str]:
    lines = []
    for entry in document.entries():
        template, layout = entry.template, entry.parsed.schema.layout
        assert template is not None, entry.problems
        assert layout is not None
        fields = [layout.certainty, template.code or "-", template.content.replace("\n", "\\n")]
        fields += [f"{name}={getattr(template, name)}" for name in _SHOWN if getattr(template, name)]
        lines.append(" | ".join(fields))
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found(case: Case) -> None:
    assert shown(opened(case.name, case.text)) == case.expected


def test_likely_templates_are_read_on_request_only() -> None:
    for case in CASES:
        certain = [each for each in case.expected if each.startswith("certain")]
        assert shown(opened(case.name, case.text, "certain")) == certain, case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_character_of_a_content_is_found_in_the_source(case: Case) -> None:
    document = opened(case.name, case.text)
    for entry in document.entries():
        assert entry.template is not None
        for at, character in enumerate(entry.template.content):
            where = document.source_range(entry, Span(CONTENT, at, at + 1))
            assert where is not None
            spelled = case.text[slice(*where)]
            assert spelled == character or len(spelled) > 1 or character == "\n", (character, spelled)


_ODD = st.sampled_from(["\"'`", "${name}", "\\", "😀", "\n", "$", "{0}", "”", "*/", "''", "查收"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(case=st.sampled_from([case for case in CASES if case.expected]), added=_ODD, data=st.data())
def test_what_is_written_reads_back_as_it_was_meant(case: Case, added: str, data: st.DataObject) -> None:
    document = opened(case.name, case.text)
    entry = data.draw(st.sampled_from(list(document.entries())))
    assert entry.template is not None
    content = entry.template.content
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 3)))
    edits = document.entry_edits(entry, [ReplaceText(CONTENT, start, end, added)])
    if edits is None:
        return
    assert document.text is not None
    text = document.text.value
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    goal = content[:start] + added + content[end:]
    assert any(each.template and each.template.content == goal for each in opened(case.name, text).entries()) or (
        "${" not in goal or added in goal  # it may no longer look like a template at all
    )


def test_files_without_anything_about_sms_are_not_read() -> None:
    assert opened("A.java", b'class A { String a = "SMS_CODE"; }').skipped == "irrelevant"
    assert opened("A.java", "class A { } // SMS_12345678".encode("utf-16")).skipped == ""
    long = b'var a = "SMS_12345678";' + b" " * 20_001
    assert opened("a.js", long).skipped == "minified"
    assert opened("a.sql", long).skipped == ""
    assert opened("A.java", b"// SMS_12345678\n" * 200_000).skipped == "large"


def test_broken_code_and_hostile_nesting_are_read_in_bounds() -> None:
    for text in ("(" * 5000, "{" * 5000, '"' * 3001, "a+" * 4000, "/*" * 900, "f(" * 2000):
        for ending in ("java", "php", "ts", "py", "go", "cs", "kt", "sql", "yml", "md", "properties"):
            document = opened(f"a.{ending}", f'x = "SMS_12345678" {text} setTemplateParam("a")')
            assert [each for each in document.entries() if each.template and each.template.content == "SMS"] == []
            assert document.facts is not None
            assert len(document.facts.sites) < 2


def test_a_slow_grammar_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.documents.code.source_tree.SECONDS", -1)
    document = opened("A.java", "// SMS_12345678\n" * 20_000)
    assert document.skipped == "slow"
    assert list(document.entries()) == []


def test_a_suppression_stands_in_the_comment_above() -> None:
    ignore = " * smslint: ignore[signature-brackets] our own\n"
    text = f"/*\n{ignore} * 模板名称：甲\n * 模板内容：【甲】您的${{a}}。\n */\nclass A {{}}\n"
    (entry,) = opened("A.java", text).entries()
    (comment,) = entry.parsed.comments
    assert (comment.rule, comment.reason) == ("signature-brackets", "our own")
    assert comment.removal.end - comment.removal.start == len(ignore)


def test_the_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.documents.code.source_tree.has_grammar", lambda language: False)
    assert opened("A.java", "// SMS_12345678").skipped == "grammar"
