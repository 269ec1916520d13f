"""A stream of bytes is divided into messages, in whatever pieces the bytes arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsp.process import framed
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
