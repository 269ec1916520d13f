"""Checks of digital messages: their frames, the files in these, and what their texts and signatures may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.checks.content import bracket_pairs
from smslint.core.finding import Finding, Match, Value, text_match
from smslint.core.frames import FRAMES
from smslint.core.lexicon import expand
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.core.recognise.unsubscribe import DEMANDED
from smslint.core.template import Frame, MediaKind
from smslint.messages import Bilingual
from smslint.messages import media as messages

if TYPE_CHECKING:
    from smslint.core.media import Media, MediaFile

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of all media and texts: the largest reading of 2 MB ("Getting started with digital messages", step 4)."""
NEARLY_LARGEST: Final = 1_900_000
"""The strict reading of less than 1,900 KB ("Digital message template specifications")."""
SMALLEST: Final = 660 * 1024
"""The strict reading of more than 660 KB (same page)."""
MOST_FRAMES: Final = 9
MOST_VIDEOS: Final = 1
_FORMATS: Final[dict[MediaKind, tuple[str, ...]]] = {
    "image": ("png", "gif", "jpg"),
    "video": ("mp4",),
    "audio": ("mp3",),
}
_SUFFIXES: Final = {"jpg": ("jpg", "jpeg", "jpe")}
"""The endings that name a format besides its own."""
_ROUND: Final = {"[": "（", "]": "）", "［": "（", "］": "）", "【": "“", "】": "”"}
_SIGNATURE: Final = Place(("signature",))
_SIGNATURE_LENGTH: Final = (2, 16)
_GOOD_CHARACTERS: Final = lazy_pattern(f"(?:[A-Za-z0-9]|{expand('{han}')})*")


def media_of_frames(analysis: Analysis) -> Iterator[tuple[Place, MediaKind, str, MediaFile]]:
    """The files that the frames name, with their places; none if nobody can read them."""
    if analysis.files is None:
        return
    for index, frame in enumerate(analysis.template.frames):
        for kind, path in frame.media:
            yield FRAMES / index / kind, kind, path, analysis.files.look(path, LARGEST + 1)


def media_mix(analysis: Analysis) -> Iterator[Match]:
    """Finds messages without text, or without picture and video. Without frames, only the text is known."""
    frames = analysis.template.frames
    if not frames:
        return
    has_text = any(frame.text and not frame.text.isspace() for frame in frames)
    kinds = {kind for frame in frames for kind, _ in frame.media}
    if not has_text or not kinds & {"image", "video"}:
        found = [*(["text"] if has_text else []), *(kind for kind in _FORMATS if kind in kinds)]
        has = tuple(messages.PARTS[each] for each in found) or (messages.NOTHING,)
        yield Match(Span(FRAMES, 0, 0), {"has": has})


def media_format(analysis: Analysis) -> Iterator[Match]:
    """Finds files that are not of a format that digital messages take.

    Variant `suffix` finds JPG pictures whose ending the API does not know, variant `name` those of a format that their
    names do not tell.
    """
    for place, kind, path, file in media_of_frames(analysis):
        media = file.media
        if media is None:
            continue
        span, values = Span(place, 0, len(path)), _values(path, kind, media)
        good = media.format in _FORMATS[kind] and (kind != "video" or media.codec == "H.264")
        if not good:
            # of a damaged file the codec may be what is missing
            if media.fault is None or media.format not in _FORMATS[kind]:
                yield Match(span, values)
            continue
        ending = path.rpartition(".")[2].lower() if "." in path else ""
        if ending not in _SUFFIXES.get(media.format, (media.format,)):
            yield Match(span, values | {"ending": ending, "suffix": media.format}, variant="name")
        elif ending != media.format:
            yield Match(span, values | {"ending": ending, "suffix": media.format}, variant="suffix")


def _values(path: str, kind: MediaKind, media: Media) -> dict[str, Value]:
    return {"path": path, "is": media.name, "kind": messages.KINDS[kind], "allowed": messages.ALLOWED[kind]}


def media_file(analysis: Analysis) -> Iterator[Match]:
    """Finds files that cannot be read, or are damaged."""
    for place, _, path, file in media_of_frames(analysis):
        what = file.problem or (file.media.fault if file.media is not None else None)
        if what is not None:
            yield Match(Span(place, 0, len(path)), {"path": path, "what": what})


def size_of_text(frame: Frame) -> int:
    """The bytes of the text of a frame, with its variables as they are written."""
    return len((frame.text or "").encode("utf-8", "surrogatepass"))


def media_size(analysis: Analysis) -> Iterator[Match]:
    """Finds messages whose media and texts are too large (variants `limit`, and `strict` below that), or too small."""
    files = list(media_of_frames(analysis))
    if not files:
        return
    texts = sum(map(size_of_text, analysis.template.frames))
    size = sum(file.size for *_, file in files) + texts
    shares: list[str | Bilingual] = [
        f"{path} {file.size:,}" for _, _, path, file in sorted(files, key=lambda each: -each[3].size)
    ]
    if texts:
        shares.append(messages.TEXT_SHARE.fill(size=f"{texts:,}"))
    values: dict[str, Value] = {"size": f"{size:,}", "shares": tuple(shares)}
    place, _, path, _ = max(files, key=lambda each: each[3].size)
    if size > LARGEST:
        yield Match(Span(place, 0, len(path)), values | {"limit": f"{LARGEST:,}"})
    elif size >= NEARLY_LARGEST:
        yield Match(Span(place, 0, len(path)), values | _readings(size, 1900), variant="large")
    elif size <= SMALLEST and all(file.problem is None for *_, file in files):
        yield Match(Span(FRAMES, 0, 0), values | _readings(size, 660), variant="small")


def _readings(size: int, kilobytes: int) -> dict[str, Value]:
    """A size and a limit in both kilobytes: the pages do not say whether they have 1,000 or 1,024 bytes."""
    return {
        "decimal": f"{size / 1000:,.1f}",
        "binary": f"{size / 1024:,.1f}",
        "limit": f"{kilobytes:,}",
        "low": f"{kilobytes * 1000:,}",
        "high": f"{kilobytes * 1024:,}",
    }


def media_frames(analysis: Analysis) -> Iterator[Match]:
    """Finds too many frames, a second video (variant `videos`), two files in a frame (variant `both`), and a frame with
    nothing (variant `empty`)."""
    frames = analysis.template.frames
    if len(frames) > MOST_FRAMES:
        yield Match(Span(FRAMES / MOST_FRAMES, 0, 0), {"count": len(frames), "limit": MOST_FRAMES})
    videos = [(index, frame.video) for index, frame in enumerate(frames) if frame.video]
    if len(videos) > MOST_VIDEOS:
        index, path = videos[MOST_VIDEOS]
        values: dict[str, Value] = {"count": len(videos), "limit": MOST_VIDEOS}
        yield Match(Span(FRAMES / index / "video", 0, len(path)), values, variant="videos")
    for index, frame in enumerate(frames):
        if len(frame.media) > 1:
            kind, path = frame.media[1]
            kinds = tuple(messages.PARTS[each] for each, _ in frame.media)
            yield Match(
                Span(FRAMES / index / kind, 0, len(path)), {"number": index + 1, "kinds": kinds}, variant="both"
            )
        elif not frame.media and not (frame.text or "").strip():
            yield Match(Span(FRAMES / index, 0, 0), {"number": index + 1}, variant="empty")


def media_order(analysis: Analysis) -> Iterator[Match]:
    """Finds texts before their pictures: in a frame, or in one of its own right before a picture alone."""
    frames = analysis.template.frames
    for index, frame in enumerate(frames):
        if not frame.text:
            continue
        following = frames[index + 1] if index + 1 < len(frames) else Frame()
        in_frame = frame.text_first and bool(frame.image or frame.video)
        apart = not frame.media and bool(following.image or following.video) and not following.text
        if in_frame or (apart and not (index and not frames[index - 1].text)):
            yield Match(Span(FRAMES / index / "text", 0, len(frame.text)), {"number": index + 1})


def digital_signature_format(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures that digital messages cannot have. What is missing or blank is not judged."""
    signature = analysis.template.signature or ""
    if not signature.strip():
        return
    low, high = _SIGNATURE_LENGTH
    good = _GOOD_CHARACTERS.match(signature)
    assert good is not None
    reason = None
    if good.end() < len(signature):
        reason = messages.BAD_CHARACTER.fill(text=signature[good.end()])
    elif not low <= len(signature) <= high:
        reason = messages.BAD_LENGTH.fill(length=len(signature), low=low, high=high)
    elif signature.isascii() and (signature.isalpha() or signature.isdigit()):
        reason = messages.ONLY_LETTERS if signature.isalpha() else messages.ONLY_DIGITS
    if reason is not None:
        yield Match(Span(_SIGNATURE, 0, len(signature)), {"signature": signature, "reason": reason})


def digital_brackets(analysis: Analysis) -> Iterator[Match]:
    """Finds square brackets and 【】 anywhere in the text."""
    found = [*bracket_pairs(analysis, "[［", "]］"), *bracket_pairs(analysis, "【", "】")]
    for start, end in sorted(found):
        yield text_match(analysis, start, end)


def fix_digital_brackets(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Replaces them with round brackets, or 【】 with quotation marks."""
    span = finding.span
    ends = sorted({span.start, span.end - 1})
    yield finding.fix(*(ReplaceText(span.place, at, at + 1, _ROUND[analysis.content[at]]) for at in ends))


def digital_unsubscribe(analysis: Analysis) -> Iterator[Match]:
    """Finds messages that do not end with a text on how to unsubscribe."""
    content = analysis.template.content
    if content.strip() and analysis.is_complete and not analysis.unsubscribes:
        yield Match(analysis.span(len(content), len(content)), {"demanded": DEMANDED})
