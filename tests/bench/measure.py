"""Measures whole processes: time and peak memory, as medians of several runs in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SLOWING = frozenset({"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"})
"""Variables of a shell that make Python write line by line and compile modules again."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to measure; an exit code outside `codes` is an error."""

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] | None = None
    codes: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """The median seconds, the highest peak of resident memory in MiB, and the median seconds of processors."""

    name: str
    seconds: float
    memory: float
    processors: float


def run(contestant: Contestant) -> tuple[float, float, float]:
    """One run: seconds, and peak MiB and seconds of processors of the process itself, without its children."""
    environment = {name: value for name, value in os.environ.items() if name not in _SLOWING}
    environment |= contestant.environment or {}
    start = time.perf_counter()
    process = subprocess.Popen(
        contestant.command,
        cwd=contestant.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in contestant.codes:
        raise RuntimeError(f"{contestant.name} ended with {process.returncode}: {errors.decode()[-800:]}")
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def compare(contestants: Sequence[Contestant], runs: int, warm: bool = True) -> list[Figure]:
    """The figures of each contestant. They take turns, so that a slow phase of the machine affects all of them.

    With `warm`, each runs once before it is measured.
    """
    taken: dict[str, list[tuple[float, float, float]]] = {contestant.name: [] for contestant in contestants}
    for contestant in contestants if warm else ():
        run(contestant)
    for _ in range(runs):
        for contestant in contestants:
            taken[contestant.name].append(run(contestant))
    return [
        Figure(
            name,
            statistics.median(seconds for seconds, _, _ in each),
            max(memory for _, memory, _ in each),
            statistics.median(processors for _, _, processors in each),
        )
        for name, each in taken.items()
    ]


def table(title: str, figures: Sequence[Figure], items: int | None = None, unit: str = "templates") -> str:
    """The figures as Markdown; ratios are relative to the first line, rates are items per second."""
    first = figures[0].seconds
    rate = f" {unit}/s |" if items else ""
    lines = [
        f"### {title}",
        "",
        f"| | median s | ratio |{rate} peak MiB |",
        "|---|---:|---:|" + "---:|" * (1 + bool(items)),
    ]
    for figure in figures:
        rate = f" {items / figure.seconds:,.0f} |" if items else ""
        lines.append(
            f"| {figure.name} | {figure.seconds:.3f} | {figure.seconds / first:.2f} |{rate} {figure.memory:.0f} |"
        )
    return "\n".join([*lines, ""])
