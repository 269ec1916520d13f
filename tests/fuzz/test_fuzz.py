"""Fuzzes a few documents of every format, and tests that failures are noticed and minimized."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from fuzz.batch import run_invariants, violation_of
from fuzz.command_run import CommandRun, FixedDocument, patched
from fuzz.document import NAMES, document
from fuzz.invariants import FixResult, Invariants
from fuzz.minimize import minimize
from fuzz.violation import Violation, require


@pytest.mark.parametrize("name", NAMES)
def test_nothing_crashes_hangs_or_loses_text(name: str, tmp_path: Path) -> None:
    invariants = Invariants(tmp_path)
    for number in range(NAMES.index(name), 20 * len(NAMES), len(NAMES)):
        made, data = document(0, number)
        if len(data) < 20_000:
            assert violation_of(invariants, made, data) is None, (number, data[:200])


def test_a_number_is_always_the_same_document() -> None:
    assert document(1, 7) != document(2, 7)
    for number in range(3 * len(NAMES)):
        assert document(1, number) == document(1, number)


def test_a_violation_is_named(tmp_path: Path) -> None:
    class Faulty(Invariants):
        def __call__(self, name: str, data: bytes, random: Random) -> FixResult:
            require(b"x" not in data, "an x")
            return FixResult(data)

    assert violation_of(Faulty(tmp_path), "a.sms", b"abc") is None
    assert violation_of(Faulty(tmp_path), "a.sms", b"abx") == ("an x", "an x: ")
    with pytest.raises(Violation):
        require(False, "never")


def test_a_document_is_made_small() -> None:
    assert minimize(b"abcdefghijklmnop", lambda data: b"c" in data and b"n" in data) == b"cn"


def test_a_batch_goes_through_the_command_and_what_it_should_not_write_is_seen(tmp_path: Path) -> None:
    invariants = Invariants(tmp_path)
    tried = []
    for number in range(3 * len(NAMES)):
        name, data = document(0, number)
        outcome = run_invariants(invariants, name, data)
        assert isinstance(outcome, FixResult)
        fixed = None if outcome.fixed is None else sha256(outcome.fixed).hexdigest()
        tried.append(FixedDocument(number, name, data, fixed, outcome.conflict))
    assert CommandRun(tried, 1)() == []
    wrong = [replace(tried[0], fixed="another"), *tried[1:]]
    kinds = {(number, kind) for number, kind, _ in CommandRun(wrong, 1)()}
    assert kinds & {(tried[0].number, f"--diff {what} what fixes make") for what in ("is not", "misses")}


def test_a_difference_is_applied() -> None:
    before, after = "甲\r\n乙\n丙", "甲\r\n丁\n丙\n"
    lines = list(unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), n=1))[2:]
    written = [line if line.endswith("\n") else line + "\n" for line in lines]
    at = written.index("-丙\n")
    assert patched(before, [*written[: at + 1], "\\ No newline at end of file\n", *written[at + 1 :]]) == after
