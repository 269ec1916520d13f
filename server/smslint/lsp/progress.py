"""Work that takes a while: its progress is shown where the client asked for it or can show it, and it can be broken
off."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.lsp.method import WrongParams

if TYPE_CHECKING:
    from smslint.lsp.server import Server

_BREATH: Final = 0.02
"""Seconds of work after which waiting messages are read."""


class Work:
    """One piece of work; `token` is None where nobody looks on."""

    def __init__(self, server: Server, token: types.ProgressToken | None) -> None:
        self._server = server
        self._token = token
        self._since = time.monotonic()
        self.cancelled = False

    def _send(self, value: object) -> None:
        if self._token is not None:
            self._server.protocol.notify(types.PROGRESS, types.ProgressParams(self._token, value))

    def begin(self, title: str) -> None:
        """Shows what is being done."""
        self._send(types.WorkDoneProgressBegin(title, cancellable=True))

    async def step(self, done: int, total: int, message: str | None = None) -> None:
        """Shows how far it is, and lets waiting messages be read. Raises CancelledError where the user broke off."""
        now = time.monotonic()
        if now - self._since < _BREATH:
            return
        percentage = min(100, done * 100 // total) if total else None
        self._send(types.WorkDoneProgressReport(message=message, percentage=percentage))
        await asyncio.sleep(0)
        self._since = time.monotonic()
        if self.cancelled:
            raise asyncio.CancelledError

    def show(self, part: float | None, message: str) -> None:
        """Shows how far it is: a part of 1, None where that is not known."""
        percentage = None if part is None else min(100, int(part * 100))
        self._send(types.WorkDoneProgressReport(message=message, percentage=percentage))

    def end(self) -> None:
        """Shows that it is done."""
        self._send(types.WorkDoneProgressEnd())


class Works:
    """The pieces of work that are under way, by token."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._works: dict[types.ProgressToken, Work] = {}

    async def start(self, token: types.ProgressToken | None, title: str) -> Work:
        """A piece of work under the client's token; without one, under a token of ours where the client can show
        progress."""
        if token is None and self._server.client.shows_progress:
            token = uuid.uuid4().hex
            await self._server.work_done_progress.create_async(token)
        work = self.quiet(token)
        work.begin(title)
        return work

    def quiet(self, token: types.ProgressToken | None) -> Work:
        """A piece of work that is shown only where the client gave a token for it. Raises WrongParams."""
        if not isinstance(token, str | int | None):
            raise WrongParams("'workDoneToken' must be a string or a number.")
        work = Work(self._server, token)
        if token is not None:
            self._works[token] = work
        return work

    def finish(self, work: Work) -> None:
        """The work is done, or has been broken off."""
        self._works = {token: each for token, each in self._works.items() if each is not work}
        work.end()

    def cancel(self, token: types.ProgressToken) -> None:
        """The user broke a work off; one that is done already is no fault."""
        if isinstance(token, str | int) and token in self._works:
            self._works[token].cancelled = True
