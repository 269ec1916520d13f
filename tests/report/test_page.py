"""The page of `--format html` holds its data as JSON, runs no script but its own, and loads nothing."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from report.samples import SUMMARY, content_finding, findings, outlines
from smslint.report import ReportOptions, reporter
from smslint.workspace.diagnostic import Diagnostic

ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


def page(*diagnostic: Diagnostic, language: Any = "en", encoding: str = "utf-8") -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding, errors="strict")
    report = reporter("html", out, ReportOptions(language=language, version="1.2.3"))
    report.begin()
    for outline in outlines():
        report.template(outline)
    for one in diagnostic:
        report.finding(one)
    report.end(SUMMARY)
    out.flush()
    written: bytes = out.buffer.getvalue()  # type: ignore[attr-defined]
    return written.decode(encoding)


def records(text: str) -> list[list[Any]]:
    """The data of a page, by the reading of HTML: up to the first end of the script."""
    data: list[list[Any]] = json.loads(text.partition('id="data">')[2].partition("</script")[0])
    return data


@settings(max_examples=60)
@given(st.sampled_from(["", "</script>", "<!--<script>", "]]>", "\u2028"]), ANY_TEXT)
def test_a_text_is_never_markup(start: str, text: str) -> None:
    text = start + text
    written = page(content_finding(text.replace("\ud800", "?"), 0, 1, path=text, name=text))
    (found,) = (record for record in records(written) if record[0] == "f")
    assert found[2] == text
    assert written.count("<script") == 2
    assert written.count("</script") == 2


def test_the_policy_knows_the_page_alone() -> None:
    written = page(*findings())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', written)
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", written, re.S)
        assert f"{name}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in written.replace("http-equiv", "").replace("https://smslint.example", "")
    assert not re.search(r"<(?:link|img|iframe)|@import|url\(|innerHTML|insertAdjacent|document\.write|eval\(", written)


def test_the_page_is_the_same_in_any_encoding() -> None:
    assert records(page(*findings(), encoding="ascii")) == records(page(*findings()))


def test_findings_name_their_template_and_every_text_is_in_both_languages() -> None:
    data = records(page(*findings(), language="zh"))
    assert [record[0] for record in data[:4]] == ["h", "t", "t", "t"]
    assert data[0][1]["language"] == "zh"
    found = [record for record in data if record[0] == "f"]
    assert [record[1] for record in found] == [0, 1, 1, 1, None, None]
    assert all(len(record[6]) == 2 and all(record[6]) for record in found)
    assert all(len(pair) == 2 and all(pair) for pair in data[0][1]["texts"].values())
    assert data[-1][0] == "s"
