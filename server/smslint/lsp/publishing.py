"""Pushed diagnostics, for clients that cannot be asked to pull again.

A document is checked when all waiting messages have been read, so that only the last of several quick edits is checked.
"""

from __future__ import annotations

import asyncio
import json
from typing import Final

from smslint.lsp.diagnostics import publication
from smslint.lsp.session import Session

STATUS: Final = "smslint/status"
"""Sent to clients with commands of their own when a document has been checked, so that they update what they show."""

AT_ONCE: Final = 100
"""How many templates are checked before waiting messages are read."""


class Publisher:
    """Publishes the diagnostics of open documents, with the version of the text."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[str, None] = {}
        self._later: dict[str, asyncio.TimerHandle] = {}

    def schedule(self, uri: str, pause: float = 0.0) -> None:
        """Checks a document when the waiting messages have been read, after a pause in seconds if one is given."""
        timer = self._later.pop(uri, None)
        if timer is not None:
            timer.cancel()
        if pause:
            self._later[uri] = self._session.loop.call_later(pause, self.schedule, uri)
            return
        if not self._waiting:
            self._session.loop.call_soon(self._flush)
        self._waiting[uri] = None

    def schedule_all(self) -> None:
        """Checks all open documents again."""
        for document in self._session.documents:
            self.schedule(document.uri)

    def withdraw(self, uri: str) -> None:
        """Removes the diagnostics of a closed document."""
        self._waiting.pop(uri, None)
        if (timer := self._later.pop(uri, None)) is not None:
            timer.cancel()
        if not self._session.client.pulls_diagnostics:
            self._session.protocol.publish(json.dumps({"uri": uri, "diagnostics": []}))

    def _flush(self) -> None:
        self._session.reload_changed_settings()
        waiting = list(self._waiting)
        self._waiting.clear()
        for uri in waiting:
            try:
                self._publish(uri)
            except Exception as error:
                self._session.report_internal_error(error)

    def _publish(self, uri: str) -> None:
        session = self._session
        inspection = session.inspect(uri)
        if inspection is None:
            return
        if not (inspection.excluded or inspection.check_more(AT_ONCE)):
            self.schedule(uri)
            return
        if not session.client.pulls_diagnostics:
            session.protocol.publish(publication(inspection, session.client))
        if session.client.commands:
            session.protocol.notify(STATUS, {"uri": uri})
