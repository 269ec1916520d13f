"""Tasks that take a while. Their progress is shown if the client asked for it or can show it, and the user can cancel
them."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, TypeVar

from lsprotocol import types

from smslint.io.escape import notice
from smslint.lsp.errors import InvalidParams

Result = TypeVar("Result")
_SLICE: Final = 0.02
"""Seconds of work after which a task lets waiting messages be read."""


async def in_thread(work: Callable[[], Result]) -> Result:
    """What a function returns, which runs in a thread of its own. Neither a cancelled request nor the end of the
    process waits for it. In a browser there are no threads, and everything waits."""
    if sys.platform == "emscripten":
        return work()
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(set_outcome: Callable[[Any], None], outcome: object) -> None:
        if not done.done():
            set_outcome(outcome)

    def run() -> None:
        try:
            outcome: tuple[Callable[[Any], None], object] = done.set_result, work()
        except Exception as error:
            outcome = done.set_exception, error
        with suppress(RuntimeError):  # the loop has been closed
            loop.call_soon_threadsafe(settle, *outcome)

    threading.Thread(target=run, daemon=True).start()
    return await done


class TrackedTask:
    """The task that the running coroutine does. `token` is None if its progress is not shown."""

    def __init__(self, notify: Callable[[str, Any], None], token: types.ProgressToken | None) -> None:
        self._notify = notify
        self._token = token
        self._since = time.monotonic()
        self._running = asyncio.current_task()
        self.cancelled = False

    def cancel(self) -> None:
        """Ends the task where it waits."""
        self.cancelled = True
        if self._running is not None:
            self._running.cancel()

    def _send(self, value: object) -> None:
        if self._token is not None:
            self._notify(types.PROGRESS, types.ProgressParams(self._token, value))

    def begin(self, title: str) -> None:
        """Shows what is being done."""
        self._send(types.WorkDoneProgressBegin(title, cancellable=True))

    async def step(self, done: int, total: int, message: str | None = None) -> None:
        """Shows how much is done, and lets waiting messages be read, one of which may cancel it."""
        now = time.monotonic()
        if now - self._since < _SLICE:
            return
        percentage = min(100, done * 100 // total) if total else None
        shown = None if message is None else notice(message)
        self._send(types.WorkDoneProgressReport(message=shown, percentage=percentage))
        await asyncio.sleep(0)
        self._since = time.monotonic()

    def show(self, part: float | None, message: str) -> None:
        """Shows how much is done: a part of 1, or None if that is not known."""
        percentage = None if part is None else min(100, int(part * 100))
        self._send(types.WorkDoneProgressReport(message=message, percentage=percentage))

    def end(self) -> None:
        """Shows that the task has ended."""
        self._send(types.WorkDoneProgressEnd())


class ProgressTracker:
    """The running tasks by token. `create` asks the client to accept a token of the server."""

    def __init__(self, notify: Callable[[str, Any], None], create: Callable[[str], Awaitable[Any]]) -> None:
        self._notify = notify
        self._create = create
        self._tasks: dict[types.ProgressToken, TrackedTask] = {}

    async def start(self, token: types.ProgressToken | None, title: str, *, visible: bool) -> TrackedTask:
        """A task under the client's token. Without one, and if the client makes progress `visible`, the server creates
        a token. Raises InvalidParams."""
        if token is None and visible:
            token = uuid.uuid4().hex
            await self._create(token)
        task = self.track(token)
        task.begin(title)
        return task

    def track(self, token: types.ProgressToken | None) -> TrackedTask:
        """A task whose progress is shown only if the client gave a token for it. Raises InvalidParams."""
        if not isinstance(token, str | int | None):
            raise InvalidParams("'workDoneToken' must be a string or a number.")
        task = TrackedTask(self._notify, token)
        if token is not None:
            self._tasks[token] = task
        return task

    def finish(self, task: TrackedTask) -> None:
        """Ends a task that is done or was cancelled."""
        self._tasks = {token: each for token, each in self._tasks.items() if each is not task}
        task.end()

    def cancel(self, token: types.ProgressToken) -> None:
        """Cancels a task. An unknown token is ignored, since the task may have ended."""
        if isinstance(token, str | int) and token in self._tasks:
            self._tasks[token].cancel()
