"""A few signals and a few saves at random moments; `make fuzz` tries 500 of each."""

from __future__ import annotations

import sys

import pytest

from fuzz.saves import saves
from fuzz.signals import COMMANDS, moments


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_signals_tear_lose_and_leave_nothing() -> None:
    assert list(moments(len(COMMANDS) // 2)) == []


def test_no_save_is_lost() -> None:
    assert list(saves(8)) == []
