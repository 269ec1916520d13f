"""Requests of digital templates, as the vendor's SDK takes them."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alibabacloud_dysmsapi20170525 import models as sdk

import made_media as made
from smslint.core.frames import content_of
from smslint.core.template import Frame, Template
from smslint.documents.payload import NoRequest, request_of
from smslint.workspace.media_files import FilesBeside

FRAMES = (
    Frame(text="亲爱的会员${who}，春茶已到店。", image="media/春.JPG", text_first=True),
    Frame(video="film.mp4"),
    Frame(audio="media/film.mp3"),
    Frame(text="拒收请回复R"),
)
MEDIA = {"media/春.JPG": made.jpeg(), "film.mp4": made.mp4(), "media/film.mp3": made.mp3()}
TEMPLATE = Template(content_of(FRAMES), "digital", name="春茶", signature="湖畔民宿", description="新品", frames=FRAMES)


@pytest.fixture
def files(tmp_path: Path) -> FilesBeside:
    (tmp_path / "media").mkdir()
    for path, data in MEDIA.items():
        (tmp_path / path).write_bytes(data)
    return FilesBeside(str(tmp_path / "a.sms.yaml"), tmp_path)


def contents(body: Any) -> list[Any]:
    return list(body["TemplateContents"])


def test_the_sdk_takes_the_request(files: FilesBeside) -> None:
    request = request_of(TEMPLATE, files=files, whole=True)
    assert (request.call, request.notes) == ("CreateDigitalSmsTemplate", ())
    model = sdk.CreateDigitalSmsTemplateRequest().from_map(dict(request.body))
    model.validate()
    assert model.to_map() == request.body
    assert (model.template_name, model.sign_name, model.remark) == ("春茶", "湖畔民宿", "新品")
    for each in model.template_contents:
        assert isinstance(each.file_contents, str)
        assert len(b64decode(each.file_contents, validate=True)) == each.file_size


def test_contents_keep_the_order_of_frames_with_texts_after_their_pictures(files: FilesBeside) -> None:
    found = contents(request_of(TEMPLATE, files=files, whole=True).body)
    assert [(each["FileName"], each["FileSuffix"]) for each in found] == [
        ("春", "jpg"),
        ("text-1", "txt"),
        ("film", "mp4"),
        ("film-2", "mp3"),
        ("text-4", "txt"),
    ]
    assert b64decode(found[0]["FileContents"]) == made.jpeg()
    assert b64decode(found[1]["FileContents"]).decode() == "亲爱的会员${who}，春茶已到店。"


def test_files_are_named_by_their_digest_unless_they_are_wanted(files: FilesBeside) -> None:
    request = request_of(TEMPLATE, files=files)
    assert contents(request.body)[2]["FileContents"] == {
        "path": "film.mp4",
        "sha256": sha256(made.mp4()).hexdigest(),
    }
    assert "--output" in request.notes[0].en


def test_without_the_files_there_is_no_request(files: FilesBeside) -> None:
    for template, told in (
        (replace(TEMPLATE, frames=()), "names none"),
        (replace(TEMPLATE, code="DIGITAL_SMS_0001"), "DIGITAL_SMS_0001"),
        (replace(TEMPLATE, frames=(Frame(image="none.png"),)), "none.png: no such file"),
        (replace(TEMPLATE, frames=(Frame(image="../none.png"),)), "outside the folder"),
    ):
        with pytest.raises(NoRequest) as caught:
            request_of(template, files=files)
        assert told in caught.value.reason.en
    with pytest.raises(NoRequest):
        request_of(TEMPLATE)
