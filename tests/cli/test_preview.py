"""`smslint preview` for people and for programs."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import made_media as made
from smslint.cli import command
from smslint.cli.terminal import run_command

TEMPLATE = """---
name: 茶席预留
type: notification
signature: 听雨茶舍
variables:
  seat: { attribute: other_number2, example: T08 }
---
您预约的茶席已为您留至开席前一刻钟，请凭席位号${seat}到前台登记，带齐同行客人后由茶师引座入席，祝您品茶愉快。
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.sms").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", "tea.sms", "--language", "en"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "tea.sms: 茶席预留 (notification)"
    assert lines[1] == "  shortest: 58 characters, 1 segment"
    assert lines[4].startswith("    | 【听雨茶舍】您预约的茶席已为您留至开席前一刻钟，请凭席位号T08到前台")
    assert lines[5] == "  longest: 92 characters, 2 segments"
    assert lines[6].startswith("    1 | 【听雨茶舍】")
    assert lines[7].startswith("    2 | ")
    assert lines[8].endswith("1 to 35 characters; one segment: at most 13")


def test_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", "tea.sms", "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["previews"]
    assert [message["segments"] for message in shown["messages"]] == [1, 1, 2]
    assert shown["messages"][2]["breaks"] == [67]
    assert shown["variables"][0]["characters"] == [1, 35]


def test_what_cannot_be_read_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert run_command(command, ["preview", "broken.json", "tea.sms"]) == 1
    told = capsys.readouterr()
    assert "broken.json" in told.err
    assert "茶席预留" in told.out


def test_the_price_of_a_type_gives_the_cost_of_each_message(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "smslint.toml").write_text("price = { notification = 0.045 }\n", encoding="utf-8")
    assert run_command(command, ["preview", "tea.sms", "--language", "en"]) == 0
    out = capsys.readouterr().out
    assert "shortest: 58 characters, 1 segment, costs 0.045" in out
    assert "longest: 92 characters, 2 segments, costs 0.09" in out
    assert run_command(command, ["preview", "tea.sms", "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["previews"]
    assert [message["cost"] for message in shown["messages"]] == [0.045, 0.045, 0.09]


DIGITAL = """type: digital
name: <i>春茶</i>
signature: 听雨茶舍
frames:
  - { image: a.png, text: "</div><script>alert(1)</script>${who}，&#x4f60;好" }
  - { video: b.mp4 }
  - { image: c.svg }
  - { text: 拒收请回复R }
variables: { who: { example: 李女士 } }
"""


@pytest.fixture
def digital(folder: Path) -> str:
    (folder / "a.png").write_bytes(made.png(3, 4))
    (folder / "b.mp4").write_bytes(made.mp4(made.HEVC))
    (folder / "c.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", encoding="utf-8")
    (folder / "a.sms.yaml").write_text(DIGITAL, encoding="utf-8")
    return "a.sms.yaml"


def test_frames_for_people(digital: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", digital, "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    size = len(made.png(3, 4))
    assert f"    a.png: PNG, {size} bytes, 3 × 4" in lines
    assert any(
        line.startswith("    b.mp4: MP4 with HEVC (hvc1), ") and line.endswith(" 640 × 360, 5.0 s") for line in lines
    )
    assert "    | 【听雨茶舍】</div><script>alert(1)</script>李女士，&#x4f60;好" in lines
    assert "    | 拒收请回复R" in lines
    assert any("[------------------------] all together " in line for line in lines)


def test_frames_for_programs(digital: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", digital, "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["previews"]
    first, second = shown["frames"][:2]
    assert (first["media"][0]["format"], first["media"][0]["width"]) == ("png", 3)
    assert second["media"][0]["codec"] == "HEVC (hvc1)"
    assert first["text"]["typical"].endswith("李女士，&#x4f60;好")


class Page(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_has_nothing_from_elsewhere_and_no_markup_of_texts(digital: str, folder: Path) -> None:
    assert run_command(command, ["preview", digital, "tea.sms", "--format", "html", "--output", "a.html"]) == 0
    page = Page()
    page.feed((folder / "a.html").read_text(encoding="utf-8"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "svg", "i", "link", "iframe", "object", "form", "a"}
    addresses = [value for _, names in page.elements for name, value in names.items() if name in ("src", "href")]
    assert [str(each).partition(";")[0] for each in addresses] == ["data:image/png", "data:video/mp4"]
    assert not [name for _, names in page.elements for name in names if name.startswith("on") or name == "style"]
    policy = next(names for tag, names in page.elements if tag == "meta" and "http-equiv" in names)["content"]
    assert policy == "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"
    assert "【听雨茶舍】</div><script>alert(1)</script>李女士，&#x4f60;好" in page.text
    assert "<i>春茶</i>" in page.text
    radios = [names for tag, names in page.elements if tag == "input"]
    assert [names["class"] for names in radios if "checked" in names] == ["typical", "typical"]
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_only_a_page_is_written_to_a_file(digital: str) -> None:
    assert run_command(command, ["preview", digital, "--output", "a.html"]) == 2
