"""Ray gives the same rows and summary as one machine, even if one of its workers is killed.

Run by `make test-ray`: Ray is too large to install for every test run.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

import polars
import pytest

import ray
from smslint.values.rehearsal import RehearsalProgress, on_ray, rehearse
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter
from smslint.values.rehearsal.summary import Rehearsal
from smslint.values.tables.batch import InputError
from values.rehearsal.cases import analysis

ROWS = 400_000


@pytest.fixture(scope="module", autouse=True)
def two_workers() -> Iterator[None]:
    ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False)
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = Random(7)

    def nick(number: int) -> str:
        return random.choice(["鹿", "林间小鹿", "茶"]) + str(number) + ("！" if random.random() < 0.1 else "")

    frame = polars.DataFrame(
        {
            "nick": [nick(number) for number in range(ROWS)],
            "seat": [random.choice(["A1", "B2", "靠窗", None]) for _ in range(ROWS)],
            "time": [random.choice(["08:30", "2026-11-08", "24:00"]) for _ in range(ROWS)],
        }
    )
    path = tmp_path_factory.mktemp("table") / "guests.parquet"
    frame.write_parquet(path, row_group_size=5_000)
    return path


def as_text(made: Rehearsal) -> str:
    return json.dumps(made.as_json("en", 0.05), sort_keys=True)


def working() -> list[int]:
    """The workers of this process's Ray that process batches."""
    found: list[int] = []
    for each in Path("/proc").iterdir():
        if not each.name.isdigit():
            continue
        try:
            name = (each / "cmdline").read_bytes()
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            grand = int(Path("/proc", str(parent), "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if name.startswith(b"ray::") and b"MapBatches" in name and grand == os.getpid():
            found.append(int(each.name))
    return found


def test_a_killed_worker_changes_nothing(table: Path, tmp_path: Path) -> None:
    assert len(on_ray._row_ranges(ROWS)) >= 20
    killed: list[int] = []

    def kill(progress: RehearsalProgress) -> None:
        if not killed and (workers := working()):
            os.kill(workers[0], signal.SIGKILL)
            killed.append(progress.rows)

    with FaultyRowsWriter(tmp_path / "local.csv", "en") as rows:
        here = rehearse(analysis(), str(table), rows=rows)
    with FaultyRowsWriter(tmp_path / "ray.csv", "en") as rows:
        there = on_ray.rehearse_on_ray(analysis(), str(table), progress=kill, rows=rows)
    assert killed
    assert killed[0] < ROWS
    assert as_text(there) == as_text(here)
    assert here.refused > ROWS // 5
    assert (tmp_path / "ray.csv").read_bytes() == (tmp_path / "local.csv").read_bytes()


def test_a_summary_alone(table: Path) -> None:
    assert as_text(on_ray.rehearse_on_ray(analysis(), str(table))) == as_text(rehearse(analysis(), str(table)))


def test_other_tables_are_not_for_ray(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        on_ray.rehearse_on_ray(analysis(), str(tmp_path / "a.csv"))
