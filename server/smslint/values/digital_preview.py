"""A digital message as recipients see it: its frames, each with its file and its text filled with values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from smslint.core.analysis import Analysis
from smslint.core.checks.media import LARGEST, size_of_text
from smslint.core.media import MediaFile
from smslint.core.patterns import lazy_pattern
from smslint.core.segments.parts import displayed_signature
from smslint.core.template import Frame, MediaKind
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import preview as messages
from smslint.values.preview import Preview, PreviewMessage

_VARIABLE: Final = lazy_pattern(r"\$\{([^{}]*+)\}")


class FramePart(NamedTuple):
    """A part of a text: fixed, or the value of a variable."""

    text: str
    is_value: bool


@dataclass(frozen=True, slots=True)
class FrameMedia:
    """A file of a frame; `file` is None if nobody can read it."""

    kind: MediaKind
    path: str
    file: MediaFile | None


@dataclass(frozen=True, slots=True)
class FrameShown:
    """A frame with what it shows. The signature stands before the first text."""

    number: int
    media: tuple[FrameMedia, ...]
    text: str

    def parts(self, values: Mapping[str, str]) -> Iterator[FramePart]:
        """The text with values in place of variables; what has no value stays as it is written."""
        end = 0
        for found in _VARIABLE.finditer(self.text):
            if found[1] in values:
                if found.start() > end:
                    yield FramePart(self.text[end : found.start()], False)
                yield FramePart(values[found[1]], True)
                end = found.end()
        if end < len(self.text):
            yield FramePart(self.text[end:], False)

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with values in place of variables."""
        return "".join(part.text for part in self.parts(values))

    def texts(self, messages: Sequence[PreviewMessage]) -> Sequence[PreviewMessage]:
        """The messages in which its text differs; one if it is the same in all, none if there is no text."""
        if not self.text:
            return ()
        return messages if len({self.filled(message.values) for message in messages}) > 1 else messages[:1]


def frames_shown(analysis: Analysis) -> list[FrameShown]:
    """The frames of a template; if it has none, one with its content."""
    template, files = analysis.template, analysis.files
    frames = template.frames or (Frame(text=template.content),)
    signature = displayed_signature(template.signature, analysis.type == "international")
    made: list[FrameShown] = []
    for number, frame in enumerate(frames, 1):
        media = tuple(
            FrameMedia(kind, path, files.look(path, LARGEST + 1) if files is not None else None)
            for kind, path in frame.media
        )
        text = frame.text or ""
        if text:
            text, signature = signature + text, ""
        made.append(FrameShown(number, media, text))
    return made


def total_size(analysis: Analysis, frames: list[FrameShown]) -> int:
    """The bytes of all files and texts."""
    files = sum(media.file.size for frame in frames for media in frame.media if media.file is not None)
    return files + sum(map(size_of_text, analysis.template.frames))


def size_line(analysis: Analysis, frames: list[FrameShown]) -> Bilingual:
    """How large all files and texts are together, in a line."""
    return messages.SUM.fill(size=f"{total_size(analysis, frames):,}", limit=f"{LARGEST:,}")


def frames_json(preview: Preview) -> dict[str, Any]:
    """What the JSON of a preview has of frames: nothing if there are none."""
    if not preview.analysis.template.frames:
        return {}
    frames = frames_shown(preview.analysis)
    return {
        "frames": [
            {
                "media": [_media_json(media) for media in frame.media],
                "text": {message.kind: frame.filled(message.values) for message in preview.messages},
            }
            for frame in frames
        ],
        "size": total_size(preview.analysis, frames),
    }


def _media_json(media: FrameMedia) -> dict[str, Any]:
    file = media.file or MediaFile()
    found = file.media
    fault = file.problem or (found.fault if found is not None else None)
    return {
        "kind": media.kind,
        "path": media.path,
        "size": file.size,
        "format": (found.format or None) if found is not None else None,
        "codec": found.codec if found is not None else None,
        "width": found.width if found is not None else None,
        "height": found.height if found is not None else None,
        "seconds": found.duration if found is not None else None,
        "fault": fault.en if fault is not None else None,
    }


def file_line(media: FrameMedia) -> tuple[Bilingual, bool]:
    """What is known of a file, in a line, and whether it cannot be used."""
    file = media.file
    if file is None:
        return messages.NOT_READ.fill(path=media.path, problem=messages.UNSEEN), False
    found = file.media
    fault = file.problem or (found.fault if found is not None else None)
    if found is None or fault is not None:
        return messages.NOT_READ.fill(path=media.path, problem=fault or messages.UNSEEN), True
    pixels = messages.PIXELS.fill(width=found.width, height=found.height) if found.width and found.height else ""
    seconds = messages.SECONDS.fill(seconds=f"{found.duration:.1f}") if found.duration is not None else ""
    values = {"path": media.path, "name": found.name, "size": f"{file.size:,}", "pixels": pixels, "seconds": seconds}
    return messages.FILE.fill(**values), False
