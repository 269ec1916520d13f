"""`workspace/executeCommand` runs a command, which takes one object as its argument. `window/workDoneProgress/cancel`
cancels a task whose progress is shown."""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types

from smslint.lsp.commands import COMMANDS
from smslint.lsp.errors import InvalidParams
from smslint.lsp.method import Method
from smslint.lsp.session import Session


async def execute(session: Session, params: types.ExecuteCommandParams) -> Any:
    """The result of a command. Raises InvalidParams."""
    command = next((each for each in COMMANDS if each.name == params.command), None)
    arguments: list[Any] = list(params.arguments or [{}])
    if command is None:
        raise InvalidParams(f"Unknown command {params.command[:200]!r}.")
    if len(arguments) != 1 or not isinstance(arguments[0], dict):
        raise InvalidParams(f"{command.name} takes one object.")
    argument = arguments[0]
    if params.work_done_token is not None:
        argument = {**argument, "workDoneToken": params.work_done_token}
    result = command.run(session, argument)
    return await result if asyncio.iscoroutine(result) else result


def cancel(session: Session, params: types.WorkDoneProgressCancelParams) -> None:
    """Ends the task where it waits."""
    session.tasks.cancel(params.token)


METHODS = (
    Method(types.WORKSPACE_EXECUTE_COMMAND, execute),
    Method(types.WINDOW_WORK_DONE_PROGRESS_CANCEL, cancel),
)
