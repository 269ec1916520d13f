"""A taste of the long run: a few documents of every format, and proof that faults are seen and made small."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from fuzz.batch import kind_of
from fuzz.broken import Broken, must
from fuzz.document import NAMES, document
from fuzz.holding import Holding, Outcome
from fuzz.reducing import reduced


@pytest.mark.parametrize("name", NAMES)
def test_nothing_crashes_hangs_or_loses_text(name: str, tmp_path: Path) -> None:
    holding = Holding(tmp_path)
    for number in range(NAMES.index(name), 20 * len(NAMES), len(NAMES)):
        made, data = document(0, number)
        if len(data) < 20_000:
            assert kind_of(holding, made, data) is None, (number, data[:200])


def test_a_number_is_always_the_same_document() -> None:
    assert document(1, 7) != document(2, 7)
    for number in range(3 * len(NAMES)):
        assert document(1, number) == document(1, number)


def test_a_fault_is_named(tmp_path: Path) -> None:
    class Faulty(Holding):
        def __call__(self, name: str, data: bytes, random: Random) -> Outcome:
            must(b"x" not in data, "an x")
            return Outcome(data)

    assert kind_of(Faulty(tmp_path), "a.sms", b"abc") is None
    assert kind_of(Faulty(tmp_path), "a.sms", b"abx") == ("an x", "an x: ")
    with pytest.raises(Broken):
        must(False, "never")


def test_a_document_is_made_small() -> None:
    assert reduced(b"abcdefghijklmnop", lambda data: b"c" in data and b"n" in data) == b"cn"
