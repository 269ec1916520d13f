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
    """What a module prints when it runs as a child with `data` on its standard input, and whether it came to its end.

    A child that takes longer than `timeout` seconds is ended. Raises CalledProcessError if the child fails.
    """
    import subprocess

    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=timeout, check=True)
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", False
    return done.stdout, True
