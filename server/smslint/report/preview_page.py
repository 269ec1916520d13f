"""Previews as one HTML page for a browser: as wide as a phone, light or dark, with nothing from elsewhere.

Texts enter it escaped, pictures, videos and sounds as data, and only those that are what a browser shows. It runs no
script: the values are chosen by radio buttons.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final

from smslint.core.checks.media import LARGEST, NEARLY_LARGEST, SMALLEST
from smslint.io.escape import xml_text
from smslint.messages import Language
from smslint.messages import preview as messages
from smslint.messages.template import TYPE_NAMES
from smslint.messages.values import MESSAGE_KINDS
from smslint.values.digital_preview import FrameMedia, FrameShown, file_line, frames_shown, size_line, total_size
from smslint.values.preview import Preview, PreviewMessage

MIME_TYPES: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mov": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
}
"""The formats that browsers show, by what `core.media` calls them. SVG is none of them: it is markup."""
_POLICY: Final = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"
_STYLE: Final = """
:root { color-scheme: light dark; --page: #f2f3f5; --phone: #fff; --ink: #1c1d1f; --faint: #5d6268; --line: #d8dbe0;
  --bubble: #e9ebee; --value: #1558b0; --fault: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #121314; --phone: #1b1c1e; --ink: #e7e8ea; --faint: #a1a6ad;
  --line: #34373b; --bubble: #2a2c30; --value: #8ab6f4; --fault: #f2867e; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: var(--page); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 390px; margin: 0 auto; display: grid; gap: 24px; }
article { background: var(--phone); border: 1px solid var(--line); border-radius: 24px; padding: 16px; }
h2 { margin: 0; font-size: 17px; overflow-wrap: anywhere; }
p { margin: 0; }
.about, .file, footer { color: var(--faint); font-size: 13px; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 12px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
legend { float: left; padding: 0 16px 0 0; color: var(--faint); font-size: 13px; line-height: 28px; }
label { font-size: 14px; line-height: 28px; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px; }
img, video { display: block; max-width: 100%; height: auto; border-radius: 12px; background: var(--bubble); }
audio { display: block; width: 100%; }
.file { margin: 4px 2px 6px; }
.fault { color: var(--fault); }
.missing { margin-bottom: 8px; border: 1px dashed var(--fault); border-radius: 12px; padding: 20px 12px;
  text-align: center; }
.text { display: none; background: var(--bubble); border-radius: 4px 16px 16px 16px; padding: 9px 13px;
  width: fit-content; max-width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.text.only, article:has(.shortest:checked) .text.shortest, article:has(.typical:checked) .text.typical,
article:has(.longest:checked) .text.longest { display: block; }
mark { background: none; color: var(--value); unicode-bidi: isolate; }
.sum { margin-top: 16px; font-size: 13px; color: var(--faint); }
meter { display: block; width: 100%; height: 14px; margin-top: 4px; }
footer { max-width: 390px; margin: 24px auto 0; text-align: center; }
"""


def preview_page(previews: Iterable[tuple[str, int, Preview]], language: Language) -> Iterator[str]:
    """The lines of the page of some templates, each with the path of its file and its index there."""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{"zh-CN" if language == "zh" else "en"}">'
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(messages.TITLE.text(language))}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "<main>"
    for number, (path, index, preview) in enumerate(previews, 1):
        yield from _article(number, path, index, preview, language)
    yield "</main>"
    yield f"<footer>{_text(messages.NOT_SENT.text(language))}</footer>"
    yield "</html>"


def _article(number: int, path: str, index: int, preview: Preview, language: Language) -> Iterator[str]:
    """One template: its name, a choice of values if it has variables, its frames and their size."""
    analysis = preview.analysis
    template = analysis.template
    frames = frames_shown(analysis)
    shown = preview.distinct
    name = template.name or template.code or messages.UNNAMED.text(language, number=index + 1)
    yield "<article>"
    yield f"<h2>{_text(name)}</h2>"
    yield f'<p class="about">{_text(f"{TYPE_NAMES[analysis.type].text(language)} · {path}")}</p>'
    if len(shown) > 1:
        yield f"<fieldset><legend>{_text(messages.VALUES.text(language))}</legend>"
        chosen = next((each for each in shown if each.kind == "typical"), shown[-1])
        for message in shown:
            checked = " checked" if message is chosen else ""
            label = _text(MESSAGE_KINDS[message.kind].text(language))
            yield f'<label><input type="radio" class="{message.kind}" name="values-{number}"{checked}> {label}</label>'
        yield "</fieldset>"
    yield "<ol>"
    for frame in frames:
        yield "<li>"
        for media in frame.media:
            yield from _media(media, preview, language)
        texts = frame.texts(shown)
        yield from (_bubble(frame, message, len(texts) == 1) for message in texts)
        yield "</li>"
    yield "</ol>"
    if template.frames:
        size = total_size(analysis, frames)
        yield f'<p class="sum">{_text(size_line(analysis, frames).text(language))}'
        limits = (
            f'low="{SMALLEST}" high="{NEARLY_LARGEST}" max="{LARGEST}" optimum="{(SMALLEST + NEARLY_LARGEST) // 2}"'
        )
        yield f'<meter min="0" {limits} value="{size}"></meter></p>'
    yield "</article>"


def _bubble(frame: FrameShown, message: PreviewMessage, only: bool) -> str:
    parts = (
        f"<mark>{_text(part.text)}</mark>" if part.is_value else _text(part.text)
        for part in frame.parts(message.values)
    )
    return f'<div class="text {"only" if only else message.kind}" dir="auto">{"".join(parts)}</div>'


def _media(media: FrameMedia, preview: Preview, language: Language) -> Iterator[str]:
    """A file as the browser shows it, and what it is; a box in place of one that no browser shows."""
    line, is_fault = file_line(media)
    address = data_address(media, preview)
    told = f'<p class="file{" fault" if is_fault else ""}">{_text(line.text(language))}</p>'
    if address is None:
        yield f'<div class="missing">{told}</div>'
        return
    if address.startswith("data:image"):
        yield f'<img alt="{_text(media.path)}" src="{address}">'
    else:
        tag = "video" if address.startswith("data:video") else "audio"
        yield f'<{tag} controls preload="metadata" src="{address}"></{tag}>'
    yield told


def data_address(media: FrameMedia, preview: Preview) -> str | None:
    """The address that holds a file as data; None if it cannot be read, is too large, or no browser shows it."""
    files, found = preview.analysis.files, media.file.media if media.file is not None else None
    mime = MIME_TYPES.get(found.format) if found is not None else None
    if files is None or mime is None:
        return None
    try:
        data = files.read(media.path, LARGEST)
    except (OSError, ValueError):
        return None
    return f"data:{mime};base64,{b64encode(data).decode('ascii')}"


def _text(text: str) -> str:
    return xml_text(text, unicode=True)
