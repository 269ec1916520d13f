"""Path patterns match what Git's ignore files match, and no pattern takes long."""

from __future__ import annotations

import itertools
import subprocess
from pathlib import Path

import pytest

from smslint.workspace.patterns import decides, matches

PATHS = (
    r"""
a b ab abc a.sms b.sms aa.sms ba.sms .a .a.sms [a] a]b a-b a!b !a #a a\b ^a a1 aA A a/a a/b a/a.sms a/b/a.sms
a/b/c/a.sms a/b/c/d.sms b/a/c.sms b/a.sms c/a/b/a.sms a/x/y/b a/b/b x/a/b ab/a.sms abc/x.sms a.b/c.sms a.sms/x
a/.a/b a/a/a/a a/a/a/b foo/bar/baz foo/bar.sms foo/x/bar/y/baz foo/baz 中/文.sms 中文.sms
""".replace("\n", " ")
    .strip()
    .split(" ")
)
CURATED = r"""
a|a/|/a|/a/|a/b|a/b/|/a/b|*|*/|/*|**|**/|/**|**/a|a/**|a/**/b|**/a/**|/**/a|a/**/|**/*.sms|*.sms|/*.sms|a/*.sms|a/*/a.sms|a/**/a.sms
?|??|a?|?.sms|[ab]|[!a]|[^a]|[]a]*|[a-c]|[c-a]|[!]a]|[a|a]|[[]a]|\[a\]|[\]]|[a-]|[-a]|[!a-c].sms|[[:alpha:]]|[[:digit:]]|a[[:digit:]]
[[:upper:]]|a[[:upper:]]|[[:foo:]]|[[:punct:]]*|[^[:alpha:]]*|a[/]b|a/[ab]|a[!b]*|\a|\\a|a\\b|a\|\!a|!a|\#a|#a|^a|a-b|a!b|a]b
foo/**/baz|foo/*/baz|foo/**/bar/**/baz|**/bar/**|foo**|foo**baz|foo/**baz|a*b|a*b*c|*a*|*.*|.*|.*.sms|.a/|a.b/|*.b/*
a/***/b|***|a/**b|**a/b|*/b|*/*/a.sms|*/*|*/*/*|*/*/*/*|/*/*/|a//b|a/./b|./a|../a|a |a\ |a  | a|a.sms/|a.sms/x|中
中文*|*文.sms|中/*|**/a/b|**/a/*|**/b/**/a.sms|a/**/a/**/b|**/**/a|a/**/**/b|/**/**/|x/**/y|*/a/b/*|[a]/[b]|a[b|a[!|a[^]|a[]|a[\
a[[:digit:|a[[:digit]
""".replace("\n", "|").split("|")
PARTS = (
    ("", "/", "**/", "*/", "a/**/"),
    ("a", "*a", "a*", "?", "[ab]", "*.sms"),
    ("", "/", "/*", "/**", "/b", "/**/b", "/*.sms"),
)
MADE = ["".join(parts) for parts in itertools.product(*PARTS)]
PATTERNS = sorted({*CURATED, *MADE} - {""})
REINCLUDED = [["a", "!a/b"], ["*", "!a.sms"], ["*", "!*/", "!*.sms"], ["a/*", "!a/b"], ["/*", "!/a", "/a/*", "!/a/b"]]


def ignored(lines: list[str], path: str) -> bool:
    """Whether a walk that leaves folders out never comes to a path."""
    parts = path.split("/")
    folders = ("/".join(parts[:index]) for index in range(1, len(parts)))
    return any(decides(lines, folder, folder=True) for folder in folders) or bool(decides(lines, path))


def test_the_verdicts_are_those_of_git(tmp_path: Path) -> None:
    cases = [*([pattern] for pattern in PATTERNS), *REINCLUDED]
    assert len(cases) >= 300
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    for number, lines in enumerate(cases):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = "\0".join(f"{number}/{path}" for number in range(len(cases)) for path in PATHS)
    command = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    answer = subprocess.run(command, cwd=tmp_path, input=asked.encode(), capture_output=True, check=False)
    theirs = set(answer.stdout.decode().split("\0"))
    wrong = [
        (lines, path)
        for number, lines in enumerate(cases)
        for path in PATHS
        if ignored(lines, path) != (f"{number}/{path}" in theirs) and not (set("?[") & set(lines[0]) and "中" in path)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 10 + "b",
        "*a" * 400 + "b",
        "**/a/" * 15 + "b",
        "**/a/" * 150 + "b",
        "**/*a*/" * 50 + "b",
        "*?" * 300 + "b",
        "[ab]*" * 150 + "c",
        "a/**/" * 100 + "c",
        "*" * 1000 + "b",
    ],
)
@pytest.mark.timeout(60)
def test_no_pattern_takes_long(pattern: str) -> None:
    for path in ("a" * 4000, "a/" * 2000 + "a", "/".join(["aa" * 20] * 90)):
        assert not matches((pattern,), path)


def test_what_is_no_pattern_matches_nothing() -> None:
    for pattern in ("", "!", "/", "!/", "#a", " ", "a" * 1001, "[", "\\"):
        assert not matches((pattern,), "a")


@pytest.mark.timeout(60)
def test_a_list_of_wildcards_is_compiled_up_to_a_bound() -> None:
    hostile = tuple(f"{'?a*' * 300}{number}" for number in range(1000))
    patterns = ("plain", "a*b", *hostile, "c*d")
    assert [matches(patterns, path) for path in ("plain", "aXb", "cXd")] == [True, False, True]
    assert matches(("a*b", *(f"{number}/plain" * 20 for number in range(1000))), "aXb")
