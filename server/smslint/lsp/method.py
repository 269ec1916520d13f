"""The entries of the tables of methods and commands: a name, a function, and which clients it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smslint.dataclass import dataclass
from smslint.lsp.client import Client
from smslint.lsp.session import Session


@dataclass(frozen=True, slots=True)
class Method:
    """A method of LSP. `handle` takes the session and the params of a message.

    `offered` tells whether a client gets the method; `options` are those of its registration.
    """

    name: str
    handle: Callable[[Session, Any], Any]
    options: Callable[[Client], Any] = lambda client: None
    offered: Callable[[Client], bool] = lambda client: True


@dataclass(frozen=True, slots=True)
class Command:
    """A command of `workspace/executeCommand`. `run` takes the session and the command's one argument."""

    name: str
    run: Callable[[Session, dict[str, Any]], Any]
