"""The entries of the tables of methods and commands: a name, a function, and which clients it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smslint.dataclass import dataclass
from smslint.lsp.client import Client
from smslint.lsp.inspection import Inspection
from smslint.lsp.session import Session


@dataclass(frozen=True, slots=True)
class Method:
    """A method of LSP. `handle` takes the session and the params of a message.

    `offered` tells whether a client gets the method; `options` are those of its registration. `in_code` says that it
    is also for source code, where other servers have more to say.
    """

    name: str
    handle: Callable[[Session, Any], Any]
    options: Callable[[Client], Any] = lambda client: None
    offered: Callable[[Client], bool] = lambda client: True
    in_code: bool = False


def on_document(
    handle: Callable[[Session, Inspection, Any], Any], *, in_code: bool = False
) -> Callable[[Session, Any], Any]:
    """`handle` for the document that the params name. A document that is not open, or not checked, has no result, nor
    has source code unless the method is for it."""

    def answer(session: Session, params: Any) -> Any:
        inspection = session.inspect(params.text_document.uri)
        if inspection is None or inspection.excluded or (inspection.is_code and not in_code):
            return None
        return handle(session, inspection, params)

    return answer


@dataclass(frozen=True, slots=True)
class Command:
    """A command of `workspace/executeCommand`. `run` takes the session and the command's one argument."""

    name: str
    run: Callable[[Session, dict[str, Any]], Any]
