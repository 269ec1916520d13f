"""A file is written whole or not at all, and keeps all that it has beside its content."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from smslint.io import unfinished, writer

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and owners are those of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("length", [1, 245, 250, 255])
def test_a_name_of_any_length_is_written(length: int, tmp_path: Path) -> None:
    path = tmp_path / ("n" * length)
    for data in (b"first", b"second"):
        writer.replace(path, data)
        assert path.read_bytes() == data
    assert names(tmp_path) == [path.name]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a.sms"
    path.write_bytes(b"old")
    path.chmod(mode)
    writer.replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
def test_a_new_file_has_the_mode_of_the_process(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        writer.replace(tmp_path / "a.sms", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.sms").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.sms"
    path.write_bytes(b"old")
    os.chown(path, 12345, 54321)
    path.chmod(0o640)
    writer.replace(path, b"new")
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (12345, 54321, 0o640)


@POSIX
def test_what_runs_as_its_owner_never_runs_as_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "a.sms"
    path.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(path, 12345, 54321)
    path.chmod(0o6754)
    monkeypatch.setattr(os, "chown", refused)
    writer.replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == (0o744 if os.geteuid() == 0 else 0o6754)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes")
def test_a_file_keeps_its_extended_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.sms"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.origin", b"vendor")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    writer.replace(path, b"new")
    assert os.getxattr(path, "user.origin") == b"vendor"


def test_the_target_of_a_link_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    target, link = tmp_path / "in/a.sms", tmp_path / "b.sms"
    target.write_bytes(b"old")
    link.symlink_to(target)
    writer.replace(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_other_names_of_a_file_are_counted(tmp_path: Path) -> None:
    path, other = tmp_path / "a.sms", tmp_path / "b.sms"
    path.write_bytes(b"old")
    assert writer.replace(path, b"new") == 0
    other.hardlink_to(path)
    assert writer.replace(path, b"newest") == 1
    assert other.read_bytes() == b"new"


def test_a_file_that_was_changed_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.sms"
    path.write_bytes(b"old")
    with pytest.raises(writer.ChangedMeanwhileError):
        writer.replace(path, b"new", lambda: False)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.sms"]


@pytest.mark.parametrize("target", ["folder", "missing/a.sms", "file/a.sms"])
def test_an_error_names_the_target(target: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=f"'{tmp_path / target}'"):
        writer.replace(tmp_path / target, b"new")
    with pytest.raises(OSError, match=f"'{tmp_path / 'a.csv'}'"), writer.replacing_text(tmp_path / "a.csv", print):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == ["file", "folder"]


@POSIX
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from smslint.io import writer\n"
        "folder = writer.StagingFolder(Path(sys.argv[1]) / 'rows.csv', None)\n"
        "folder.append('rows').write(b'row')\n"
        "with writer.replacing_text(Path(sys.argv[1]) / 'a.txt', print) as out:\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path)])
    assert len(names(tmp_path)) == 2
    others = [f"{names(tmp_path)[0]}x", "x.smslint-0123456789abcdef.tmp", ".smslint-0123.tmp"]
    for name in others:
        (tmp_path / name).touch()
    writer.replace(tmp_path / "a.sms", b"new")
    assert names(tmp_path) == sorted([*others, "a.sms"])


@POSIX
def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    path, descriptor = unfinished.unfinished_file(str(tmp_path), 0o600)
    code = "import sys; from pathlib import Path; from smslint.io import writer; writer.replace(Path(sys.argv[1]), b'')"
    subprocess.run([sys.executable, "-c", code, tmp_path / "a.sms"], check=True)
    assert Path(path).exists()
    os.close(descriptor)
    unfinished.remove_all()
    assert names(tmp_path) == ["a.sms"]


def test_many_write_into_one_folder(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for turn in range(20):
            writer.replace(tmp_path / f"{number}.sms", str(turn).encode())

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {each.read_bytes() for each in tmp_path.iterdir()} == {b"19"}
    assert len(names(tmp_path)) == 8


def test_an_error_that_a_library_mentions_names_the_target(tmp_path: Path) -> None:
    folder = writer.StagingFolder(tmp_path / "rows.parquet", None)
    for error in (
        RuntimeError("parquet: No space left on device (os error 28)"),
        OSError(28, "", str(folder.path / "rows")),
    ):
        with pytest.raises(OSError, match=r"Errno 28.*rows\.parquet'"), folder.writing():
            raise error
    folder.discard()
    assert names(tmp_path) == []
