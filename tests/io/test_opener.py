"""Only regular files are read, each up to a limit, and nothing waits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from smslint.io.opener import RefusedFileError, open_file, read_bytes
from smslint.messages.system import os_error_text


@pytest.fixture
def special(tmp_path: Path) -> dict[str, Path]:
    """A path of each kind that is not a regular file."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(tmp_path / "socket"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")
    return {kind: tmp_path / kind for kind in ("pipe", "socket", "folder", "device")}


@pytest.mark.parametrize(
    ("kind", "english", "chinese"),
    [
        ("pipe", "it is a pipe", "管道"),
        ("socket", "it is a socket", "套接字"),
        ("folder", "it is a folder", "文件夹"),
        ("device", "it is a device", "设备"),
    ],
)
def test_what_is_no_file_is_refused_at_once(special: dict[str, Path], kind: str, english: str, chinese: str) -> None:
    for read in (open_file, lambda path: read_bytes(path, 10)):
        with pytest.raises(RefusedFileError) as caught:
            read(special[kind])
        assert english in os_error_text(caught.value).en
        assert chinese in os_error_text(caught.value).zh


def test_a_limit_is_kept_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, 10) == b"x" * 10
    with pytest.raises(RefusedFileError, match="10 bytes; at most 9"):
        read_bytes(path, 9)


def test_a_path_with_a_nul_has_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the kind is all that Python promises
        open_file(f"{tmp_path}/a\0b")
    assert os_error_text(caught.value).zh == "路径中含有 NUL 字符"
