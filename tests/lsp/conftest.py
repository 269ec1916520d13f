"""Servers for tests: one per encoding and kind of client, since a start takes half a second."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig

from lsp.capabilities import neovim, vscode
from lsp.editor import ENCODINGS, Client, Editor, make_client

COMMAND = [sys.executable, "-X", "utf8", "-m", "smslint", "server"]


async def connected(capabilities: types.ClientCapabilities, **others: Any) -> Client:
    """A client with an initialized server."""
    config = ClientServerConfig(server_command=COMMAND, client_factory=make_client)
    client = await config.start()
    assert isinstance(client, Client)
    await client.initialize_session(types.InitializeParams(capabilities=capabilities, **others))
    return client


@pytest.fixture(scope="session", params=ENCODINGS)
def encoding(request: pytest.FixtureRequest) -> str:
    """The encoding of positions; two clients in one test have the same."""
    return str(request.param)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pushing(encoding: str) -> AsyncIterator[Editor]:
    """A client with the capabilities of Neovim."""
    client = await connected(neovim(encoding), locale="en")
    yield Editor(client, encoding)
    await client.shutdown_session()
    await client.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pulling(encoding: str) -> AsyncIterator[Editor]:
    """A client with the capabilities of Visual Studio Code, and a folder."""
    held = tempfile.TemporaryDirectory()
    folder = Path(held.name).resolve()
    options = {"clientCommands": ["smslint.showPreview", "smslint.copyRequest"]}
    client = await connected(
        vscode(encoding),
        locale="zh-cn",
        initialization_options=options,
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
    )
    editor = Editor(client, encoding, pulls=True, folder=folder)
    await editor.claim("registered")
    yield editor
    await client.shutdown_session()
    await client.stop()
    held.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def push(pushing: Editor) -> AsyncIterator[Editor]:
    """The Neovim client, without open texts before and after the test."""
    yield pushing
    await pushing.settle()


@pytest_asyncio.fixture(loop_scope="session")
async def pull(pulling: Editor) -> AsyncIterator[Editor]:
    """The Visual Studio Code client, without open texts before and after the test."""
    yield pulling
    await pulling.settle()
