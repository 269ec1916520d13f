"""`workspace/symbol`: templates and variables of the whole workspace, by a part of their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from smslint.lsp.files import workspace_files
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method
from smslint.lsp.methods.document_symbol import flat, template_symbols
from smslint.lsp.session import Session

MOST: Final = 500


async def find(session: Session, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """At most 500 symbols: nobody reads more, and each further letter narrows the search."""
    wanted = params.query.casefold()
    task = session.tasks.track(params.work_done_token)
    found: list[types.SymbolInformation] = []
    files = list(workspace_files(session))
    for number, file in enumerate(files):
        inspection = file.inspection()
        if inspection is not None:
            found += _fitting(inspection, session, wanted)
        if len(found) >= MOST:
            break
        await task.step(number + 1, len(files))
    return found[:MOST]


def _fitting(inspection: Inspection, session: Session, wanted: str) -> Iterator[types.SymbolInformation]:
    for symbol in template_symbols(inspection, session.client.language):
        for each in flat(symbol, inspection):
            if wanted in each.name.casefold():
                yield each


METHOD = Method(types.WORKSPACE_SYMBOL, find, lambda client: types.WorkspaceSymbolOptions())
