"""Files that templates name are read below the settings' folder alone, and only so far."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import made_media as made
from smslint.core.media import MediaFile
from smslint.workspace.media_files import FilesBeside

LIMIT = 1 << 21


def look(root: Path, path: str, document: str = "templates/one.yaml", limit: int = LIMIT) -> MediaFile:
    return FilesBeside(str(root / document), root).look(path, limit)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for folder in ("templates/media", "shared"):
        (root / folder).mkdir(parents=True)
    (root / "templates/media/hero.png").write_bytes(made.png(3, 4))
    (root / "shared/film.mp4").write_bytes(made.mp4())
    (tmp_path / "secret.png").write_bytes(made.png())
    return root


def test_paths_are_relative_to_the_document(root: Path) -> None:
    found = look(root, "media/hero.png")
    assert found.problem is None
    assert found.media is not None
    assert (found.size, found.media.format, found.media.height) == (len(made.png(3, 4)), "png", 4)
    film = look(root, "../shared/film.mp4").media
    assert film is not None
    assert film.codec == "H.264"
    assert FilesBeside(str(root / "templates/one.yaml"), root).read("media/hero.png", LIMIT) == made.png(3, 4)


def problem(root: Path, path: str) -> str:
    found = look(root, path)
    assert found.media is None
    assert found.problem is not None
    assert found.problem.zh
    with pytest.raises((OSError, ValueError)):
        FilesBeside(str(root / "templates/one.yaml"), root).read(path, LIMIT)
    return found.problem.en


def test_nothing_outside_is_read(root: Path) -> None:
    outside = 'it lies outside the folder "project", to which the settings apply'
    relative = "paths of files are relative to the file that names them"
    (root / "templates/link.png").symlink_to(root.parent / "secret.png")
    (root / "templates/folder").symlink_to(root.parent)
    (root / "templates/loop.png").symlink_to("loop.png")
    (root / "templates/inner.png").symlink_to("media/hero.png")
    assert problem(root, "../../secret.png") == outside
    assert problem(root, "link.png") == outside
    assert problem(root, "folder/secret.png") == outside
    assert problem(root, "/etc/hostname") == relative
    assert problem(root, "C:\\secret.png") == relative
    assert problem(root, "//host/secret.png") == relative
    assert problem(root, "media/none.png") == "no such file or folder"
    assert problem(root, "media\0.png") == "its path contains a NUL character"
    assert problem(root, "loop.png") in ("its symbolic links form a loop", "no such file or folder")
    assert problem(root, "media") == "it is a folder"
    assert problem(root, "") == "it is a folder"
    assert problem(root, "x" * 300) == "the file name is too long"
    assert look(root, "inner.png").media is not None


def test_a_document_elsewhere_has_its_own_folder(root: Path) -> None:
    there = root.parent / "elsewhere"
    there.mkdir()
    (there / "near.png").write_bytes(made.png())
    assert look(root, "near.png", "../elsewhere/one.yaml").media is not None
    assert look(root, "../project/shared/film.mp4", "../elsewhere/one.yaml").media is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_pipes_and_devices_are_refused(root: Path) -> None:
    os.mkfifo(root / "templates/pipe.png")
    assert problem(root, "pipe.png") == "it is a pipe, and only files are read"


def test_a_huge_file_is_not_read_to_its_end(root: Path) -> None:
    with (root / "templates/huge.png").open("wb") as file:
        file.write(made.png())
        file.truncate(4 << 30)
    found = look(root, "huge.png")
    assert (found.size, found.media is not None and found.media.fault) == (4 << 30, None)


def test_a_changed_file_is_read_again(root: Path) -> None:
    path = root / "templates/media/hero.png"
    before = look(root, "media/hero.png")
    assert look(root, "media/hero.png") is before
    path.write_bytes(made.gif())
    os.utime(path, ns=(1, 1))
    after = look(root, "media/hero.png").media
    assert after is not None
    assert after.format == "gif"
