"""Frames of digital messages: their texts are the content, in every format, and what is found there is found here."""

from __future__ import annotations

import pytest

from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField
from smslint.core.fixes.apply import with_changes
from smslint.core.frames import content_of, in_frames, spans_in_frames
from smslint.core.place import CONTENT, Place, Span
from smslint.core.template import Frame, Template, Variable
from smslint.documents import Document, applied, format_named, read
from smslint.documents.manifest import manifest_text

CONTENT_OF = "😀亲爱的“会员”${who}，\n请看：a # b\n到店，${shop}"
DOCUMENTS = {
    "a.sms": (
        "---\ntype: digital\nframes:\n  - image: a.png\n    text: |-\n      😀亲爱的“会员”${who}，\n      请看：a # b\n"
        "  - video: b.mp4\n  - text: 到店，${shop}\nvariables:\n  who:\n  shop:\n---\n"
    ),
    "a.sms.yaml": (
        'type: digital\nframes:\n  - image: a.png\n    text: "\\U0001F600亲爱的“会员”${who}，\\n请看：a\\x20# b"\n'
        "  - { video: b.mp4 }\n  - text: '到店，${shop}'\nvariables: { who: , shop: }\n"
    ),
    "a.sms.json": (
        '{"type": "digital", "frames": [{"image": "a.png",\n "text": "\\ud83d\\ude00亲爱的“会员”${who}，'
        '\\n请看：a # b"}, {"video": "b.mp4"}, {"text": "到店\\uff0c${shop}"}],\n'
        ' "variables": {"who": null, "shop": null}}\n'
    ),
    "a.sms.jsonl": (
        '{"type": "digital", "frames": [{"image": "a.png", "text": "😀亲爱的“会员”${who}，\\n请看：a # b"}, '
        '{"video": "b.mp4"}, {"text": "到店，${shop}"}], "variables": {"who": null, "shop": null}}\n'
    ),
    "a.sms.csv": (
        'type,variables,frames\ndigital,"{""who"": null, ""shop"": null}","[{""image"": ""a.png"", '
        '""text"": ""😀亲爱的“会员”${who}，\\n请看：a # b""}, {""video"": ""b.mp4""}, {""text"": ""到店，${shop}""}]"\n'
    ),
}
TEXTS = CONTENT_OF.rpartition("\n")
FRAMES = (Frame(image="a.png", text=TEXTS[0]), Frame(video="b.mp4"), Frame(text=TEXTS[2]))
SHOP = CONTENT_OF.index("到店")


def opened(name: str) -> tuple[Document, str]:
    document = read(DOCUMENTS[name], name)
    assert document.text is not None
    return document, document.text.value


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_texts_are_the_content(name: str) -> None:
    document, _ = opened(name)
    entry = document.entry(0)
    assert not document.problems
    assert not entry.problems
    assert entry.template is not None
    assert (entry.template.content, entry.template.frames) == (CONTENT_OF, FRAMES)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_ranges_lead_to_the_texts(name: str) -> None:
    document, text = opened(name)
    entry = document.entry(0)

    def marked(start: int, end: int, place: Place = CONTENT) -> str:
        found = document.source_range(entry, Span(place, start, end))
        assert found is not None
        return text[slice(*found)]

    for word in ("亲爱的", "“会员”", "${who}", "请看", "${shop}", "b"):
        at = CONTENT_OF.index(word)
        assert marked(at, at + len(word)) == word
    assert marked(0, 1) in ("😀", "\\U0001F600", "\\ud83d\\ude00")
    assert marked(0, 5, Place(("frames", 1, "video"))) == "b.mp4"
    across = marked(CONTENT_OF.index("# b"), CONTENT_OF.index("，${shop}"))
    assert across.startswith("# b")
    assert across.endswith("到店")
    end = document.source_range(entry, Span(CONTENT, len(CONTENT_OF), len(CONTENT_OF)))
    assert end is not None
    assert text[: end[0]].endswith("${shop}")


CHANGES: list[list[Change]] = [
    [RenameVariable("shop", "store")],
    [ReplaceText(CONTENT, 0, 1, "“新”")],
    [ReplaceText(CONTENT, len(CONTENT_OF), len(CONTENT_OF), "，拒收请回复R")],
    [
        ReplaceText(CONTENT, 1, 4, ""),
        ReplaceText(CONTENT, SHOP, SHOP + 2, "来"),
    ],
    [ReplaceText(CONTENT, CONTENT_OF.index(" b"), CONTENT_OF.index("店"), "！\n到")],
    [Declare("shop", "others", "城东店")],
    [SetField(Place(("name",)), "春茶")],
]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: type(changes[0]).__name__)
def test_changes_are_written_into_the_texts(name: str, changes: list[Change]) -> None:
    document, text = opened(name)
    if name == "a.sms.csv" and isinstance(changes[0], SetField):
        return  # the table has no such column
    entry = document.entry(0)
    edits = document.entry_edits(entry, changes)
    assert edits is not None
    assert entry.template is not None
    after = read(applied(text, edits), name).entry(0)
    wanted = with_changes(entry.template, changes)
    assert after.template is not None
    assert not after.problems
    assert (after.template.frames, after.template.content) == (wanted.frames, wanted.content)
    assert wanted.content == content_of(wanted.frames)
    assert after.template != entry.template


def test_what_texts_cannot_express_is_not_written() -> None:
    document, _ = opened("a.sms.json")
    at = CONTENT_OF.index("\n到店")
    for change in (ReplaceText(CONTENT, at, at + 1, ""), ReplaceText(CONTENT, at - 1, at + 2, "x")):
        assert document.entry_edits(document.entry(0), [change]) is None
    assert document.entry_edits(document.entry(0), [SetField(CONTENT, "x")]) is None


def test_every_replacement_within_texts_is_the_same_in_the_content() -> None:
    template = Template(content_of(FRAMES), "digital", frames=FRAMES)
    size, border = len(template.content), CONTENT_OF.index("\n到")
    for start in range(size + 1):
        for end in range(start, size + 1):
            spans = spans_in_frames(FRAMES, start, end)
            made = in_frames(template, [ReplaceText(CONTENT, start, end, "、")])
            if made is None:
                assert start <= border < end
                continue
            assert not start <= border < end
            assert [str(template.value_at(each.place))[each.start : each.end] for each in spans] == [
                template.content[start:end]
            ]
            assert with_changes(template, [ReplaceText(CONTENT, start, end, "、")]).content == (
                template.content[:start] + "、" + template.content[end:]
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type: digital\ncontent: 您好\nframes: [{ text: 您好 }]\n", "content"),
        ("type: notification\nframes: [{ text: 您好 }]\n", "frames"),
        ("type: digital\nframes: 您好\n", "frames"),
        ("type: digital\nframes: [您好]\n", "frames[0]"),
        ("type: digital\nframes: [{ image: [a.png] }]\n", "frames[0].image"),
        ("type: digital\nframes: [{ picture: a.png }]\n", "frames[0].picture"),
        ("type: digital\nframes: [{ 图片: a.png }]\n", "frames[0].图片"),
    ],
)
def test_what_is_wrong_with_frames_is_said_where_it_is(text: str, expected: str) -> None:
    entry = read(text, "a.sms.yaml").entry(0)
    (problem,) = entry.problems
    assert expected in str(problem.match.values["field"])


def test_text_below_front_matter_is_not_a_part_of_frames() -> None:
    text = "---\ntype: digital\nframes: [{ text: 您好 }]\n---\n"
    assert not read(text, "a.sms").entry(0).problems
    assert read(text + "再见", "a.sms").entry(0).problems[0].rule == "invalid-field"


def test_unquoted_texts_of_frames_are_read_as_they_look() -> None:
    entry = read("type: digital\nframes:\n  - text: 请看：a # b\n  - text: 您好: x\n", "a.sms.yaml").entry(0)
    assert entry.template is not None
    assert entry.template.content == "请看：a # b\n您好: x"
    assert [problem.rule for problem in entry.problems] == ["unquoted-content"] * 2


@pytest.mark.parametrize("format", ["sms", "yaml"])
def test_frames_are_printed_and_read_back(format: str) -> None:
    variables = {"who": Variable("who", None, "李女士")}
    template = Template(content_of(FRAMES), "digital", name="春茶", frames=FRAMES, variables=variables)
    text = manifest_text([template], format_named(format))
    assert text is not None
    again = read(text, "", format=format_named(format)).entry(0).template
    assert again is not None
    assert again.frames == FRAMES


def test_the_cursor_in_a_text_is_in_the_content() -> None:
    document, text = opened("a.sms.yaml")
    context = document.context(text.index("，${shop}"))
    assert context is not None
    assert (context.place, context.part, context.value) == (CONTENT, "value", CONTENT_OF)
    assert context.value[: context.offset].endswith("\n到店")
    path = document.context(text.index(".png"))
    assert path is not None
    assert path.place.path == ("frames", 0, "image")
    key = document.context(text.index("video") + 2)
    assert key is not None
    assert (key.part, key.place.path) == ("key", ("frames", 1))


def test_a_text_under_a_key_that_was_meant_is_marked_where_it_stands() -> None:
    text = "---\ntype: digital\nframes:\n- {image: a.png, 文字: '您好${code}。'}\n- {text: 再见}\n---\n"
    document = read(text, "a.sms")
    entry = document.entry(0)
    assert entry is not None
    start, end = document.source_range(entry, Span(CONTENT, 2, 9)) or (0, 0)
    assert text[start:end] == "${code}"
