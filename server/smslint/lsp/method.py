"""What a method of the protocol is to this server: a name, a function, and what it needs of the client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.lsp.client import Client
    from smslint.lsp.server import Server


def _always(client: Client) -> bool:
    return True


def _no_options(client: Client) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Method:
    """A method; `handle` is called with the server and the params.

    `offered` says to which clients; `options` are those of the registration.
    """

    name: str
    handle: Callable[[Server, Any], Any]
    options: Callable[[Client], Any] = _no_options
    offered: Callable[[Client], bool] = _always


@dataclass(frozen=True, slots=True)
class Command:
    """A command of `workspace/executeCommand`, called with the server and its one argument."""

    name: str
    run: Callable[[Server, dict[str, Any]], Any]


class WrongParams(Exception):
    """Params or arguments that cannot be used, and why: answered with -32602."""


class Declined(Exception):
    """A request that is right in form and cannot be met, with a sentence for the user: answered with -32803."""
