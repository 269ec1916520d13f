"""The limits of digital messages, and what the second document of the vendor says."""

from __future__ import annotations

from pathlib import Path

import pytest

import made_media as made
from smslint.catalog import load
from smslint.core.account import Account, AccountSignature
from smslint.core.checks.media import LARGEST, NEARLY_LARGEST, SMALLEST
from smslint.core.finding import Finding
from smslint.core.frames import content_of
from smslint.core.lint import Linter
from smslint.core.template import Frame, Template
from smslint.workspace.media_files import FilesBeside

END = "到店品尝，拒收请回复R"
ALL = frozenset({"name", "type", "signature", "content", "frames", "description"})


def findings(folder: Path, *frames: Frame, account: Account | None = None, **fields: str) -> list[Finding]:
    template = Template(
        content_of(frames),
        **{"type": "digital", "name": "春茶", "signature": "湖畔民宿", "description": "新品上架时告知会员。", **fields},  # type: ignore[arg-type]
        frames=frames,
        carries=ALL,
    )
    linter = Linter(load(), account=account)
    return linter.lint(linter.read(template, FilesBeside(str(folder / "a.sms.yaml"), folder)))


def told(folder: Path, *frames: Frame) -> list[tuple[str, str, str | None]]:
    return [
        (each.rule.id, each.severity, each.variant.name if each.variant else None) for each in findings(folder, *frames)
    ]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (660_000, ("warning", "small")),
        (660_001, ("warning", "small")),
        (SMALLEST, ("warning", "small")),
        (SMALLEST + 1, None),
        (NEARLY_LARGEST - 1, None),
        (NEARLY_LARGEST, ("warning", "large")),
        (1900 * 1024, ("warning", "large")),
        (LARGEST, ("warning", "large")),
        (LARGEST + 1, ("error", None)),
    ],
)
def test_sizes_are_judged_at_their_limits(tmp_path: Path, total: int, expected: tuple[str, str | None] | None) -> None:
    (tmp_path / "a.png").write_bytes(made.png(size=total - len(END.encode())))
    found = told(tmp_path, Frame(image="a.png", text=END))
    assert found == ([("media-size", *expected)] if expected else [])


def test_both_readings_of_kilobytes_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(made.mp4(size=1_912_000 - len(END.encode())))
    (found,) = findings(tmp_path, Frame(video="a.mp4", text=END))
    for language in ("en", "zh"):
        message = found.message(language)  # type: ignore[arg-type]
        for number in ("1,912,000", "1,912.0 KB", "1,867.2 KB", "1,900,000", "1,945,600", "a.mp4 1,911,969", "31"):
            assert number in message


@pytest.mark.parametrize(
    ("frame", "data", "expected"),
    [
        (Frame(image="a.png"), made.png(), None),
        (Frame(image="a.gif"), made.gif(), None),
        (Frame(image="a.jpg"), made.jpeg(), None),
        (Frame(video="a.mp4"), made.mp4(), None),
        (Frame(image="a.png"), made.bmp(), ("media-format", "error", None)),
        (Frame(image="a.png"), made.mp4(), ("media-format", "error", None)),
        (Frame(video="a.mp4"), made.mp4(made.AAC, made.HEVC), ("media-format", "error", None)),
        (Frame(video="a.mp4"), made.mp4(brand=b"qt  ", others=b""), ("media-format", "error", None)),
        (Frame(video="a.mp4"), made.mp4(made.AAC), ("media-format", "error", None)),
        (Frame(audio="a.mp3"), made.mp3(), None),
        (Frame(audio="a.mp3"), made.mp4(made.AAC, brand=b"M4A "), ("media-format", "error", None)),
        (Frame(image="a.jpeg"), made.jpeg(), ("media-format", "error", "suffix")),
        (Frame(image="a"), made.jpeg(), ("media-format", "warning", "name")),
        (Frame(image="a.jpg"), made.gif(), ("media-format", "warning", "name")),
        (Frame(image="a.png"), b"", ("media-file", "error", None)),
        (Frame(image="a.png"), made.png()[:-5], ("media-file", "error", None)),
        (Frame(video="a.mp4"), made.mp4()[:-5], ("media-file", "error", None)),
        (Frame(video="a.mp4"), made.mp4()[:-24], ("media-file", "error", None)),
    ],
)
def test_files_are_judged_by_their_bytes(
    tmp_path: Path, frame: Frame, data: bytes, expected: tuple[str, str, str | None] | None
) -> None:
    ((_, path),) = frame.media
    (tmp_path / path).write_bytes(data)
    (tmp_path / "large.png").write_bytes(made.png(size=700_000))
    found = told(tmp_path, frame, Frame(image="large.png", text=END))
    wanted = [expected] if expected else []
    if not data:
        wanted.append(("media-format", "error", None))
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_a_missing_file_says_so_and_nothing_of_its_size(tmp_path: Path) -> None:
    assert told(tmp_path, Frame(image="none.png", text=END)) == [("media-file", "error", None)]


# What "Getting started with digital messages" says, by the lines of the document.


def account(**fields: object) -> Account:
    return Account(signatures=(AccountSignature("湖畔民宿", status="approved", scene="general", **fields),))  # type: ignore[arg-type]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (tmp_path / "a.png").write_bytes(made.png(size=700_000))
    return tmp_path


def rules(folder: Path, known: Account | None = None, **fields: str) -> list[str]:
    return [each.rule.id for each in findings(folder, Frame(image="a.png", text=END), account=known, **fields)]


def test_l13_a_digital_message_needs_a_signature_of_its_own(good: Path) -> None:
    assert rules(good, account(medium="text")) == ["signature-kind"]
    assert rules(good, account(medium="digital")) == []


def test_l14_a_signature_filed_with_one_carrier_is_enough(good: Path) -> None:
    unfiled = {"mobile": "filing", "unicom": "not-filed", "telecom": "failed"}
    assert rules(good, account(medium="digital", carriers=unfiled)) == ["signature-not-filed"]
    assert rules(good, account(medium="digital", carriers=unfiled | {"telecom": "filed"})) == []


def test_l15_a_template_has_a_signature_and_at_most_two_megabytes(good: Path) -> None:
    assert "signature-missing" in rules(good, signature="")
    (good / "a.png").write_bytes(made.png(size=LARGEST))
    assert rules(good) == ["media-size"]


def test_l16_only_an_approved_template_can_be_sent(good: Path) -> None:
    from smslint.core.account import AccountTemplate

    code = "DIGITAL_SMS_0001"
    waiting = Account({code: AccountTemplate(code, type="digital", content=END, status="in-review")})
    assert "template-not-approved" in rules(good, waiting, code=code)
