"""Links are found next to Han characters, and nothing else is taken for a link."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.normalized_text import Folding
from smslint.core.recognise.hosts import Hosts
from smslint.core.recognise.links import Link, _scan
from smslint.core.template import Template, Variable

CASES = [
    line.split(" | ")
    for line in (Path(__file__).parents[2] / "data/core/links.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("# ")
]
TEXTS = st.text(alphabet="ahtpsw.cnom:/?#@-_=&${}1290 ，。中国移动（）()[]．／\u200b\ufffc", max_size=50)
LEXICON = load().lexicon
LINTER = Linter(load(), ["link-risk"])


def links_of(content: str, **declared: str) -> tuple[Link, ...]:
    variables = {name: Variable(name, code) for name, code in declared.items()}
    return LINTER.read(Template(content, "notification", variables=variables)).links


def scan_links(text: str) -> list[Link]:
    """The links of a plain text of any length."""
    found = _scan(LEXICON.compiled(Folding).fold(text), text, LEXICON.compiled(Hosts))
    return sorted(found, key=lambda link: link.start)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_found(case: list[str]) -> None:
    text, *expected = case
    assert [f"{link.kind} {text[link.start : link.end]}" for link in links_of(text)] == expected


@pytest.mark.parametrize("case", [case for case in CASES if "$" not in case[0]], ids=lambda case: case[0])
def test_a_plain_text_is_read_like_a_content(case: list[str]) -> None:
    links = scan_links(case[0])
    assert [(link.start, link.end, link.kind) for link in links] == [
        (link.start, link.end, link.kind) for link in links_of(case[0])
    ]


@settings(max_examples=400)
@given(TEXTS)
def test_in_bounds_in_order_and_never_overlapping(text: str) -> None:
    for links in (list(links_of(text)), scan_links(text)):
        end = 0
        for link in links:
            assert end <= link.start < link.end <= len(text)
            assert link.start < link.host_end <= link.end
            end = link.end


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "www.",
        "http://",
        "a.com/",
        "1.",
        ":",
        "中.",
        "a@",
        "1.2.3.4 ",
        "\ufffc.",
        "a.com(",
        ".中国",
        "中a.",
        "f:",
        "-a",
    ],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    """Quadratic time would be minutes for this length."""
    assert len(scan_links(piece * 20_000)) <= 20_000


@pytest.mark.parametrize(
    "content",
    ["请点击${x}查看", "点击下方链接：${x}", "网址${x}", "复制${x}到浏览器打开", "请访问${x}。", "please visit ${x}"],
)
def test_the_words_around_a_variable_announce_it_as_a_link(content: str) -> None:
    [link] = links_of(content)
    assert (link.kind, content[link.start : link.end]) == ("variable", "${x}")


@pytest.mark.parametrize(
    "content",
    ["请点击“${x}”按钮", "请点击${x}菜单", "请访问${x}门店", "您已预约访问${x}", "打开${x}小程序", "收货地址：${x}"],
)
def test_what_can_also_be_opened_or_visited_is_not_a_link(content: str) -> None:
    assert links_of(content) == ()


def test_a_variable_named_after_a_link_needs_weaker_words() -> None:
    assert [link.kind for link in links_of("详情：${shortUrl}")] == ["variable"]


def test_a_variable_that_is_declared_as_something_else_is_not_a_link() -> None:
    assert links_of("请点击${x}查看", x="time") == ()
    assert len(links_of("请点击${x}查看", x="others")) == 1


def test_a_short_host_is_reported() -> None:
    assert [link.short for link in links_of("t.cn/a，best.cn/a，m.tb.cn/b")] == [True, False, True]


def test_a_path_leaves_query_and_fragment_out() -> None:
    assert [link.path for link in links_of("example.com/A/b.PDF?x=c.doc#d，example.cn?e=f.doc")] == ["/a/b.pdf", ""]
