"""The only way to start processes: workers of a run, and a module of this program as a child.

No child imports anything from the working directory, which may be a stranger's, and each ends with this process, even
if that is killed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Argument = TypeVar("Argument")
Result = TypeVar("Result")
_END_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux."""


class WorkerKilledError(Exception):
    """A worker was killed, by the system or by a person, so that all workers of its pool are gone."""


@contextmanager
def worker_pool(
    jobs: int, initializer: Callable[..., None], arguments: tuple[Any, ...]
) -> Iterator[Callable[[Callable[[Argument], Result], Argument], Callable[[], Result]]]:
    """Up to `jobs` workers, each of which starts with `initializer(*arguments)`; they end with the block.

    The value submits a function with its argument, and returns a function that waits for the result, which may raise
    WorkerKilledError.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Where processes are not forked, their interpreters read this. At a signal, one of them would warn of semaphores.
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")
    context = get_context("fork") if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(jobs, context, initializer=_start_worker, initargs=(initializer, arguments))

    def submit(function: Callable[[Argument], Result], argument: Argument) -> Callable[[], Result]:
        def result() -> Result:
            try:
                return future.result()
            except BrokenProcessPool:
                raise WorkerKilledError from None

        def killed() -> Result:
            raise WorkerKilledError

        try:
            future = pool.submit(function, argument)
        except BrokenProcessPool:
            return killed
        return result

    try:
        yield submit
    except BaseException:
        _kill(pool)
        raise
    pool.shutdown()


def _kill(pool: ProcessPoolExecutor) -> None:
    """Ends workers whose results nobody wants any more."""
    from multiprocessing import active_children

    pool.shutdown(wait=False, cancel_futures=True)
    for child in active_children():
        child.kill()


def _start_worker(initializer: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    from multiprocessing import parent_process
    from threading import Thread

    from smslint.io.signals import leave_signals_to_parent

    parent = parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

    leave_signals_to_parent()
    Thread(target=end_with_parent, daemon=True).start()
    initializer(*arguments)


def run_module(module: str, *arguments: str, data: bytes, timeout: int) -> tuple[bytes, bool]:
    """Runs a module as a child with `data` on its standard input: what it printed, and whether it ended by itself.

    A child is ended after `timeout` seconds. Raises CalledProcessError if it fails.
    """
    import subprocess

    command = [sys.executable, "-P", "-m", module, *arguments]
    known = [path for path in sys.path if os.path.isabs(path)]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=timeout,
            check=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(known)},
            preexec_fn=None if sys.platform == "win32" else _end_with_parent(timeout),
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", False
    return done.stdout, True


def _end_with_parent(seconds: int) -> Callable[[], None]:
    """What a child does first. Where the system cannot end it with its parent, its time is up a little later."""
    import signal

    prctl = None
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            prctl = ctypes.CDLL(None).prctl

    def begin() -> None:
        signal.alarm(seconds + 1)
        if prctl is not None:
            prctl(_END_WITH_PARENT, signal.SIGKILL)

    return begin
