"""`window/workDoneProgress/cancel`: the user cancels a task whose progress is shown."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.session import Session


def cancel(session: Session, params: types.WorkDoneProgressCancelParams) -> None:
    """Marks the task as canceled; it stops at its next step."""
    session.tasks.cancel(params.token)


METHOD = Method(types.WINDOW_WORK_DONE_PROGRESS_CANCEL, cancel)
