"""A stream of bytes is divided into messages, in whatever pieces the bytes arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsp.process import framed
from smslint.lsp.transport import BrokenFrame, Frames


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
    assert list(Frames().feed(b"noise\r\n\r\nmore noise" + framed(b"{}"))) == [b"{}"]


@pytest.mark.parametrize("data", [b"x" * 70_000, b"Content-Length: 999999999999999\r\n\r\n"])
def test_headers_without_end_and_impossible_lengths_end_the_connection(data: bytes) -> None:
    with pytest.raises(BrokenFrame):
        list(Frames().feed(data))
