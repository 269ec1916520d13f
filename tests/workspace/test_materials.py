"""Materials on a disk: told by their bytes, read within bounds, and nowhere but below the settings' folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from made_media import bmp, gif, jpeg, png
from smslint.cli import command
from smslint.cli.terminal import run_command

LIMIT = 5 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8 " + b"\0" * 20


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "project"
    top.mkdir()
    (top / "smslint.toml").write_text("", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(png())
    monkeypatch.chdir(top)
    return top


def found(capsys: pytest.CaptureFixture[str], path: str, kind: str = "icp_screenshot") -> dict[str, str]:
    """The rules that speak of a material, with their severities."""
    template = {"type": "notification", "content": "您好", "materials": [{"kind": kind, "path": path}]}
    Path("a.sms.json").write_text(json.dumps(template, ensure_ascii=False), encoding="utf-8")
    run_command(command, ["check", "a.sms.json", "--format", "json", "--select", "material-file,material-format"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert all(each["place"] == "materials[0].path" for each in findings)
    return {each["rule"]: each["severity"] for each in findings}


@pytest.mark.parametrize(
    ("name", "data", "rules"),
    [
        ("icp.png", png(), {}),
        ("icp.jpeg", jpeg(), {}),
        ("备案 截图.JPG", jpeg(), {}),
        ("icp.bmp", bmp(), {}),
        ("icp.png", png(size=LIMIT), {}),
        ("icp.png", png(size=LIMIT + 1), {"material-file": "error"}),
        ("icp.png", b"", {"material-file": "error"}),
        ("icp.png", png()[:-6], {"material-file": "error"}),
        ("icp.jpg", jpeg()[:-2], {"material-file": "error"}),
        ("icp.bmp", bmp()[:30], {"material-file": "error"}),
        ("icp.png", jpeg(), {"material-format": "error"}),
        ("icp.gif", gif(), {"material-format": "error"}),
        ("icp.png", WEBP, {"material-format": "error"}),
        ("icp.pdf", PDF, {"material-format": "error"}),
        ("icp.png", b"\x00\x01\x02\x03" * 50, {"material-format": "error"}),
    ],
)
def test_the_screenshot_of_a_filing(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, rules: dict[str, str]
) -> None:
    (folder / name).write_bytes(data)
    assert found(capsys, name) == rules


@pytest.mark.parametrize(
    ("name", "data", "rules"),
    [
        ("a.pdf", PDF, {}),
        ("a.gif", gif(), {}),
        ("a.docx", b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", {}),
        ("a.pdf", png(), {"material-format": "info"}),
        ("a.webp", WEBP, {"material-format": "info"}),
    ],
)
def test_other_materials_may_be_documents(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, rules: dict[str, str]
) -> None:
    (folder / name).write_bytes(data)
    assert found(capsys, name, "business_proof") == rules


@pytest.mark.parametrize("path", ["missing.png", "../outside.png", "/etc/hostname", "C:\\a.png", ".", "a\0b.png"])
def test_paths_that_lead_to_no_file_of_the_project(folder: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    assert found(capsys, path) == {"material-file": "error"}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_links_that_lead_out_or_in_circles_pipes_and_devices(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out.png").symlink_to("../outside.png")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "null.png").symlink_to("/dev/null")
    os.mkfifo(folder / "pipe.png")
    (folder / "in").mkdir()
    (folder / "in" / "icp.png").write_bytes(png())
    (folder / "in.png").symlink_to("in/icp.png")
    for name in ("out.png", "loop.png", "null.png", "pipe.png"):
        assert found(capsys, name) == {"material-file": "error"}, name
    assert found(capsys, "in.png") == {}


def test_a_file_of_four_gigabytes_is_not_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "icp.png").open("wb") as file:
        file.write(png())
        file.truncate(4 << 30)
    assert found(capsys, "icp.png") == {"material-file": "error"}


def test_a_bitmap_that_lies_about_its_size(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(bmp(20, 20))
    data[18:22] = (2_000_000).to_bytes(4, "little")
    (folder / "icp.bmp").write_bytes(data)
    assert found(capsys, "icp.bmp") == {"material-file": "error"}
