"""The table of public suffixes is current, and the smaller tables agree with it."""

from __future__ import annotations

from pathlib import Path

import publicsuffixlist
import pytest

from smslint.catalog import load
from smslint.core.recognise.hosts import Hosts

HOSTS = load().lexicon.compiled(Hosts)


def last_labels() -> set[str]:
    text = (Path(publicsuffixlist.__file__).parent / "public_suffix_list.dat").read_text(encoding="utf-8")
    rules = text.partition("===BEGIN PRIVATE DOMAINS===")[0].splitlines()
    return {rule.split(".")[-1] for rule in map(str.strip, rules) if rule and not rule.startswith("//")}


def test_the_suffixes_are_those_of_the_public_list() -> None:
    """A few top-level domains change per year, and the installed list may be from another year."""
    assert len(HOSTS.all ^ last_labels()) < 40


def test_every_declared_suffix_is_a_public_one() -> None:
    assert HOSTS.declared <= HOSTS.all


def test_every_short_host_has_a_public_suffix() -> None:
    assert {host.rpartition(".")[2] for host in HOSTS.short} <= HOSTS.all


@pytest.mark.parametrize(
    ("host", "path", "is_link"),
    [
        ("example.com", False, True),
        ("readme.md", False, False),
        ("readme.md", True, False),
        ("example.museum", False, False),
        ("example.museum", True, True),
        ("www.example.museum", False, True),
        ("example.notasuffix", True, False),
        ("asp.net", False, False),
        ("bit.ly", False, True),
        ("58.com", False, True),
        ("15.pro", False, False),
    ],
)
def test_what_makes_a_name_a_link(host: str, path: bool, is_link: bool) -> None:
    assert HOSTS.is_link(host, host, path=path) is is_link
