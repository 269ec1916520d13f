"""The only way to start processes: workers of a run, and a module of this program as a child."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


def worker_pool(jobs: int, initializer: Callable[..., None], arguments: tuple[Any, ...]) -> ProcessPoolExecutor:
    """A pool of `jobs` workers, each of which starts with `initializer(*arguments)`."""
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=initializer, initargs=arguments)


def run_module(module: str, *arguments: str, data: bytes, timeout: float) -> tuple[bytes, bool]:
    """Runs a module as a child with `data` on its standard input: what it printed, and whether it ended by itself.

    A child is ended after `timeout` seconds. Raises CalledProcessError if it fails.
    """
    import subprocess

    command = [sys.executable, "-m", module, *arguments]
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=timeout, check=True).stdout, True
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", False
