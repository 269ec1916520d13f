"""A stream of bytes is divided into messages, in whatever pieces the bytes arrive."""

from __future__ import annotations

import json
import socket
from queue import Queue
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from lsp.process import framed
from smslint.lsp import websocket
from smslint.lsp.server import Server
from smslint.lsp.transport import BrokenFrame, Frames
from smslint.lsp.websocket import Admission


@given(st.lists(st.binary(min_size=1, max_size=60), max_size=6), st.lists(st.integers(1, 40), max_size=60))
def test_bodies_come_out_as_they_went_in(bodies: list[bytes], cuts: list[int]) -> None:
    stream, frames, out = b"".join(map(framed, bodies)), Frames(), []
    for cut in [*cuts, len(stream) + 1]:
        chunk, stream = stream[:cut], stream[cut:]
        out += frames.feed(chunk)
    assert out == bodies


def test_other_headers_and_their_case_do_not_matter() -> None:
    data = b"Content-Type: x\r\ncontent-length: 2\r\n\r\n{}"
    assert list(Frames().feed(data)) == [b"{}"]


def test_what_comes_before_a_header_is_skipped() -> None:
    assert list(Frames().feed(b"noise\r\n\r\nmore noise\n" + framed(b"{}"))) == [b"{}"]


@pytest.mark.parametrize("data", [b"x" * 70_000, b"Content-Length: 999999999999999\r\n\r\n"])
def test_headers_without_end_and_impossible_lengths_end_the_connection(data: bytes) -> None:
    with pytest.raises(BrokenFrame):
        list(Frames().feed(data))


def test_a_header_with_another_name_is_no_length() -> None:
    data = b"X-Content-Length: 1\r\nContent-Length: 2\r\nContent-Length-X: 1\r\n\r\n{}"
    assert list(Frames().feed(data)) == [b"{}"]


@pytest.mark.parametrize("data", [b"G", b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", framed(b"{}") + b"\r\n"])
def test_what_does_not_begin_like_a_message_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFrame):
        list(Frames(strict=True).feed(data))
    assert list(Frames(strict=True).feed(b"content-LENGTH: 2\r\n\r\n{}")) == [b"{}"]


def test_a_websocket_message_that_is_too_long_is_told_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(websocket, "MOST_BYTES", 100)
    ports: Queue[int] = Queue()
    admission = Admission("secret", "localhost")
    serving = (Server(), "127.0.0.1", 0, admission, lambda host, port: ports.put(port))
    thread = Thread(target=websocket.serve_websocket, args=serving, daemon=True)
    thread.start()
    with connect(f"ws://127.0.0.1:{ports.get(timeout=20)}/?token=secret") as connection:
        connection.send("x" * 1000)
        with pytest.raises(ConnectionClosed):
            connection.recv(timeout=20)
    thread.join(timeout=20)
    assert "1009" in caplog.text


def test_pages_strangers_and_rebound_names_get_no_answer_and_one_client_does() -> None:
    ports: Queue[int] = Queue()
    admission = Admission("secret", "127.0.0.1", ("https://own.example",))
    serving = (Server(), "127.0.0.1", 0, admission, lambda host, port: ports.put(port))
    thread = Thread(target=websocket.serve_websocket, args=serving, daemon=True)
    thread.start()
    port = ports.get(timeout=20)
    address = f"ws://127.0.0.1:{port}"
    for path, origin in (("/", None), ("/?token=wrong", None), ("/?token=secret", "https://evil.example")):
        with pytest.raises(InvalidStatus, match="403"):
            connect(address + path, origin=origin)
    upgrade = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}==\r\n\r\n"
    )
    for hosts in ("", "Host: 127.0.0.1.evil.example\r\n", f"Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as rebound:
            rebound.sendall(f"GET /?token=secret HTTP/1.1\r\n{hosts}{upgrade.format('A' * 22)}".encode())
            assert rebound.recv(12) == b"HTTP/1.1 403"
    with connect(f"{address}/?token=secret", origin="https://own.example") as client:
        client.send("[" * 100_000)
        assert json.loads(client.recv(timeout=20))["error"]["code"] == -32700
        client.send('{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}')
        assert json.loads(client.recv(timeout=20))["result"]["serverInfo"]["name"] == "smslint"
        with connect(f"{address}/?token=secret") as second, pytest.raises(ConnectionClosed):
            second.recv(timeout=20)
    thread.join(timeout=20)
    assert not thread.is_alive()


HERE = "127.0.0.1:2087"


@pytest.mark.parametrize(
    ("path", "host", "authorization", "origins", "admitted"),
    [
        ("/?token=secret", HERE, "", [], True),
        ("/", "localhost:2087", "Bearer secret", [], True),
        ("/?token=secret", "[::1]:2087", "", ["https://own.example"], True),
        ("/?token=secret", "name.example", "", [], True),
        ("/", HERE, "", [], False),
        ("/?token=wrong", HERE, "Bearer secret", [], False),
        ("/?token=secret", "evil.example", "", [], False),
        ("/?token=secret", "", "", [], False),
        ("/?token=secret", HERE, "", ["https://evil.example"], False),
        ("/?token=secret", HERE, "", ["null"], False),
    ],
)
def test_who_may_open_a_websocket(path: str, host: str, authorization: str, origins: list[str], admitted: bool) -> None:
    admission = Admission("secret", "name.example", ("https://own.example",))
    assert (admission.refusal(path, host, authorization, origins) is None) is admitted
