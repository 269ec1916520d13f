"""Work grows with the size of an input, not faster: no file of a stranger keeps a run for minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import folder  # noqa: F401
from counted import CountedCalls
from growth.inputs import INPUTS, Growing
from smslint.cli import command
from smslint.cli.terminal import run_command
from smslint.documents import read
from smslint.lsp.methods.formatting import formatted

EXPONENT = 1.2


def _report(file: str) -> None:
    run_command(command, ["check", "--format", "json", "--no-cache", "--jobs", "1", file])


def _fixes(file: str) -> None:
    run_command(command, ["check", "--diff", "--unsafe-fixes", "--no-cache", file])


def _format(file: str) -> None:
    document = read(Path(file).read_bytes(), file, keep=True)
    entries = tuple(document.entries())
    formatted(document, entries)


def _work(growing: Growing, size: int, act: Callable[[str], None]) -> int:
    """The number of calls, of functions in Python and in C, that an act takes for an input of a size."""
    Path(growing.file).write_text(growing.text(size), encoding="utf-8")
    if growing.settings:
        Path("smslint.toml").write_text(growing.settings(size), encoding="utf-8")
    with CountedCalls() as work:
        act(growing.file)
    return work.calls


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("act", [_report, _fixes, _format])
@pytest.mark.parametrize("growing", INPUTS, ids=lambda growing: growing.name.replace(" ", "-"))
def test_work_grows_no_faster_than_the_input(growing: Growing, act: Callable[[str], None]) -> None:
    _, small, middle, large = (_work(growing, growing.start * factor, act) for factor in (1, 1, 2, 4))
    # What a run takes for itself is in each of the three, and cancels out in the differences.
    assert large - middle <= max(2**EXPONENT * (middle - small), small * 0.02), (small, middle, large)
