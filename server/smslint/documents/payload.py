"""A template as a request of the vendor's API: CreateSmsTemplate, or UpdateSmsTemplate if it has a code; for digital
templates CreateDigitalSmsTemplate, with their texts and files.

The keys and kinds are those of the SDK's models (alibabacloud-dysmsapi20170525 4.6.0, API version 2017-05-25);
TemplateRule and TrafficDriving are JSON in strings. Fields without a key in the API (examples, budgets, suppressions)
are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final, Literal

from smslint.core.remark import untold_reasons, with_reasons
from smslint.core.template import MAINLAND, InternationalType, Material, Redirection, Review, Template, TemplateType
from smslint.dataclass import dataclass
from smslint.documents.fields import REDIRECTION_FIELDS
from smslint.messages import Bilingual
from smslint.messages import api as messages
from smslint.messages.template import TYPE_NAMES

if TYPE_CHECKING:
    from smslint.core.media import Files

Call = Literal["CreateSmsTemplate", "UpdateSmsTemplate", "CreateDigitalSmsTemplate"]

_TYPES: Final[Mapping[TemplateType, int]] = {"verification": 0, "notification": 1, "promotional": 2, "international": 3}
_INTERNATIONAL: Final[Mapping[InternationalType, int]] = {"notification": 0, "promotional": 1, "verification": 2}
"""The numbering of SDK 4.6.0; versions 3.1.1 to 4.1.0 number verification, notification, promotional from 0."""

_LARGEST_FILE: Final = 2 * 1024 * 1024
"""The bytes of the largest file that any reading of the documents allows in a digital message."""
_DRIVING: Final = {each.name: each.aliases[0] for each in REDIRECTION_FIELDS if each.kind != "flag"}
_NO_KEYS: Final[Mapping[str, str]] = {}


class NoRequest(Exception):
    """There is no request for a template; `reason` says why."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """A call and its parameters; `notes` say what a person should know before sending them."""

    call: Call
    body: Mapping[str, object]
    notes: tuple[Bilingual, ...] = ()


def request_of(
    template: Template,
    review: Review | None = None,
    keys: Mapping[str, str] = _NO_KEYS,
    files: Files | None = None,
    whole: bool = False,
) -> ApiRequest:
    """The request that applies for a template, or that changes the template with its code.

    `keys` gives the keys of uploaded materials by their paths. `files` are those beside its document, which a digital
    template needs; a `whole` request holds their bytes. Raises `NoRequest` if the call does not take templates of this
    type, if a review says that it cannot be changed, or if a promotional one has a material without a key.
    """
    if template.type is None:
        raise NoRequest(messages.NO_TYPE)
    if template.type == "digital":
        return _digital_request(template, files, whole)
    code = template.code or (review.code if review else None)
    if code and review and review.status != "rejected":
        raise NoRequest(messages.NOT_REJECTED.fill(code=code, status=messages.STATUSES[review.status]))
    notes: list[Bilingual] = [messages.STATUS_UNKNOWN.fill(code=code)] if code and review is None else []
    body: dict[str, object] = {"TemplateCode": code} if code else {}
    body["TemplateName"] = template.name
    body["TemplateType"] = _TYPES[template.type]
    if template.type == "international" and template.international_type:
        number = body["IntlType"] = _INTERNATIONAL[template.international_type]
        notes.append(messages.INTL_NUMBERING.fill(number=number, kind=TYPE_NAMES[template.international_type]))
    body["TemplateContent"] = template.content
    rule = {name: variable.attribute for name, variable in template.variables.items() if variable.attribute}
    body["TemplateRule"] = _json(rule) if rule else None
    body["RelatedSignName"] = template.signature if template.type in MAINLAND else None
    body["Remark"] = with_reasons(template)
    if untold := [f"${{{each.name}}}" for each in untold_reasons(template)]:
        notes.append(messages.REASONS_ADDED.fill(variables=tuple(untold)))
    body["ApplySceneContent"] = template.scene
    if template.redirection:
        screenshots = [
            uploaded
            for each in template.materials
            if each.kind == "icp_screenshot" and (uploaded := _uploaded(each, keys))
        ]
        entries = [_driving(entry, screenshots) for entry in template.redirection if entry.kind != "none"]
        body["TrafficDriving"] = _json(entries) if entries else None
        for index, entry in enumerate(template.redirection):
            if entry.kind == "none":
                notes.append(messages.NO_NUMBER.fill(index=index, value=entry.value or ""))
            elif entry.company_differs and not entry.reason:
                notes.append(messages.NO_REASON.fill(index=index))
    body["MoreData"] = [uploaded for each in template.materials if (uploaded := _uploaded(each, keys))] or None
    missing = [
        messages.NOT_UPLOADED.fill(path=each.path)
        for each in template.materials
        if each.path and not _uploaded(each, keys)
    ]
    if missing and template.type == "promotional":
        raise NoRequest(missing[0])
    notes += missing
    given = {key: value for key, value in body.items() if value is not None}
    return ApiRequest("UpdateSmsTemplate" if code else "CreateSmsTemplate", given, tuple(notes))


def _uploaded(material: Material, keys: Mapping[str, str]) -> str | None:
    """The key of an uploaded material."""
    return material.key or keys.get(material.path or "")


def _driving(entry: Redirection, screenshots: list[str]) -> dict[str, str]:
    """An entry of TrafficDriving; it has `variableName` only if it has a variable.

    A domain without a picture takes the next of the uploaded screenshots.
    """
    found: dict[str, str] = {}
    for field, key in _DRIVING.items():
        value = getattr(entry, field)
        if value:
            found[key] = value.upper() if field == "kind" else value
    if entry.kind == "domain" and not entry.icp_picture and screenshots:
        found[_DRIVING["icp_picture"]] = screenshots.pop(0)
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _digital_request(template: Template, files: Files | None, whole: bool) -> ApiRequest:
    """The request that applies for a digital template. A frame's picture, video or sound comes before its text.

    Only a `whole` request holds the bytes of files; otherwise their path and SHA-256 stand there. Raises `NoRequest`.
    """
    if template.code:
        raise NoRequest(messages.DIGITAL_HAS_CODE.fill(code=template.code))
    if not template.frames or files is None:
        raise NoRequest(messages.DIGITAL_NO_FRAMES)
    body: dict[str, object] = {"TemplateName": template.name, "Remark": template.description}
    body["SignName"] = template.signature
    body["TemplateContents"] = list(_contents(template, files, whole))
    notes = [] if whole else [messages.DIGITAL_NOT_WHOLE]
    return ApiRequest("CreateDigitalSmsTemplate", {key: each for key, each in body.items() if each}, tuple(notes))


def _contents(template: Template, files: Files, whole: bool) -> Iterator[Mapping[str, object]]:
    from hashlib import sha256

    from smslint.core.media import media_of
    from smslint.messages.system import os_error_text

    names: set[str] = set()
    for number, frame in enumerate(template.frames, 1):
        for _, path in frame.media:
            try:
                data = files.read(path, _LARGEST_FILE)
            except (OSError, ValueError) as error:
                raise NoRequest(messages.DIGITAL_NO_FILE.fill(path=path, reason=os_error_text(error))) from None
            written = PureWindowsPath(path)  # which takes both kinds of slashes
            yield {
                "FileName": _unused(written.stem, names),
                "FileSuffix": media_of(data).format or written.suffix.removeprefix(".").lower(),
                "FileSize": len(data),
                "FileContents": _base64(data) if whole else {"path": path, "sha256": sha256(data).hexdigest()},
            }
        if frame.text:
            data = frame.text.encode("utf-8", "replace")
            name = _unused(f"text-{number}", names)
            yield {"FileName": name, "FileSuffix": "txt", "FileSize": len(data), "FileContents": _base64(data)}


def _base64(data: bytes) -> str:
    from base64 import b64encode

    return b64encode(data).decode("ascii")


def _unused(name: str, names: set[str]) -> str:
    """A name that no other content of the message has."""
    found, number = name, 1
    while found in names:
        number += 1
        found = f"{name}-{number}"
    names.add(found)
    return found
