"""What is wrong with settings files: messages, diagnostics in these files, and their fixes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from lsprotocol import types

from smslint.core.text import Text
from smslint.io.escape import notice, visible
from smslint.lsp.diagnostics import SOURCE
from smslint.lsp.document_settings import SettingsProblem
from smslint.lsp.edits import workspace_edit_of
from smslint.lsp.positions import PositionCodec
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.messages import lsp as messages
from smslint.workspace.settings import SettingsError

_PAUSE: Final = 0.05
"""Seconds in which the settings of all waiting documents are read."""
_LINE_END: Final = 1000
"""Clients take a unit after the end of a line for that end."""


class SettingsProblems:
    """Publishes the problems of settings files, and withdraws those that are gone."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._published: dict[str, list[dict[str, Any]]] = {}
        self._told: set[str] = set()
        self._scheduled = False

    def schedule(self) -> None:
        """Publishes what is known when the settings of all waiting documents have been read."""
        if not self._scheduled:
            self._scheduled = True
            self._session.loop.call_later(_PAUSE, self._publish)

    def tell(self, problem: SettingsProblem) -> None:
        """Shows the user a problem, once for as long as it lasts."""
        text = message(problem, self._session)
        if text not in self._told:
            self._told.add(text)
            kind = types.MessageType.Error if isinstance(problem, SettingsError) else types.MessageType.Warning
            self._session.window_show_message(types.ShowMessageParams(kind, text))
        self.schedule()

    def _publish(self) -> None:
        self._scheduled = False
        problems = self._session.settings.problems
        self._told &= {message(each, self._session) for each in problems}
        found = diagnostics(problems, self._session)
        for uri in self._published.keys() - found.keys():
            self._session.protocol.publish(json.dumps({"uri": uri, "diagnostics": []}))
        for uri, listed in found.items():
            if self._published.get(uri) != listed:
                self._session.protocol.publish(json.dumps({"uri": uri, "diagnostics": listed}))
        self._published = found


def message(problem: SettingsProblem, session: Session) -> str:
    """A problem with its place, in which an editor finds no link."""
    origin, language = problem.origin, session.client.language
    place = f"{origin.file}:{origin.line}" if origin.line else str(origin.file or "")
    if origin.file is None or not origin.file.is_absolute():
        place = messages.EDITOR_SETTINGS.text(language)
    return notice(messages.SETTINGS_AT.text(language, place=place, text=problem.text))


def diagnostics(problems: Iterable[SettingsProblem], session: Session) -> dict[str, list[dict[str, Any]]]:
    """The diagnostics of settings files, each once, by URI."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in problems:
        file = each.origin.file
        if file is None or not file.is_absolute():
            continue
        line = max((each.origin.line or 1) - 1, 0)
        made = {
            "range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": _LINE_END}},
            "severity": 1 if isinstance(each, SettingsError) else 2,
            "source": SOURCE,
            "message": visible(each.text.text(session.client.language)),
        }
        uri = session.documents.uri_of(file) or file.as_uri()
        if made not in (listed := found.setdefault(uri, [])):
            listed.append(made)
    return found


def settings_actions(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """For each unknown name in the lines of a range: an action that writes the nearest known name."""
    document = session.documents.get(params.text_document.uri)
    if document is None:
        return []
    made: list[types.CodeAction] = []
    for each in session.settings.problems:
        line = (each.origin.line or 0) - 1
        here = each.origin.file is not None and normalized(each.origin.file.as_uri()) == normalized(document.uri)
        if each.meant is None or not here or not params.range.start.line <= line <= params.range.end.line:
            continue
        written, near = each.meant
        place = _place(document.text, line, written)
        if place is not None:
            positions = PositionCodec(document.text, session.client.encoding)
            edit = types.TextEdit(positions.range(*place), near)
            made.append(
                types.CodeAction(
                    messages.REPLACE.text(session.client.language, name=written, nearest=near),
                    kind=types.CodeActionKind.QuickFix,
                    edit=workspace_edit_of(document.uri, document.version, [edit], session.client),
                    is_preferred=True if session.client.prefers_code_actions else None,
                )
            )
    return made


def _place(text: Text, line: int, written: str) -> tuple[int, int] | None:
    """The range of a name at or after a line: a list of names may go on below its key."""
    if line >= len(text.line_starts):
        return None
    pattern = rf"(?<![\w-]){re.escape(written)}(?![\w-])"
    found = re.compile(pattern).search(text.value, text.line_starts[line])
    return found.span() if found else None
