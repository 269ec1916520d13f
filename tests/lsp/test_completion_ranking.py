"""The order of suggested variables: the attribute that a person would choose is among the first three."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from lsprotocol import types

from lsp.editor import CURSOR, Editor
from lsp.test_actions import actions, after, titled
from lsp.test_completion import accepted, items

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = Path(__file__).parents[1] / "data" / "completion"


class Text(NamedTuple):
    kind: str
    content: str
    wanted: frozenset[str]

    @property
    def typed(self) -> str:
        """The placeholder as far as it is typed: from its sign to the cursor."""
        before = self.content.split("|", 1)[0]
        return before[before.rfind("$") :] if "$" in before else ""

    @property
    def marked(self) -> str:
        cursor = CURSOR if self.typed else "$" + CURSOR
        return f"---\nname: 一\ntype: {self.kind}\n---\n" + self.content.replace("|", cursor, 1) + "\n"


def texts(name: str) -> list[Text]:
    source = (TEXTS / name).read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    rows = [(line.split(" | ", 1)[0], *line.split(" | ", 1)[1].rsplit(" | ", 1)) for line in lines]
    return [Text(kind, content, frozenset(wanted.split())) for kind, content, wanted in rows]


async def attributes(editor: Editor, text: Text) -> list[str]:
    uri, place = await editor.open("a.sms", text.marked)
    found = await items(editor, uri, place)
    await editor.close(uri)
    return list(dict.fromkeys(item.data["about"][1] for item in found if (item.data or {}).get("about")))


@pytest.mark.parametrize("first", [0, 1], ids=["tuned on", "held apart"])
async def test_the_attribute_of_a_person_is_among_the_first_three(push: Editor, first: int) -> None:
    chosen = texts("texts.txt")[first::2]
    missed = [
        (text.content, found[:4])
        for text in chosen
        if not text.wanted & set((found := await attributes(push, text))[:3])
    ]
    assert len(missed) <= len(chosen) // 10, missed


def passes(typed: str, item: types.CompletionItem) -> bool:
    """Whether editors that match loosely keep an item: its text has what is typed, in order."""
    rest = iter((item.filter_text or item.label).lower())
    return all(character in rest for character in typed.lower())


@pytest.mark.parametrize("text", texts("typed.txt"), ids=lambda text: text.content)
async def test_what_is_typed_counts_more_than_the_words_around_it(push: Editor, text: Text) -> None:
    uri, place = await push.open("a.sms", text.marked)
    kept = [item for item in await items(push, uri, place) if passes(text.typed, item)]
    assert kept[0].data["about"][1] in text.wanted, [(item.label, item.data.get("about")) for item in kept]


@pytest.mark.parametrize(
    "typed",
    [
        "请到门店，退款$amount|",
        "请到$zone_addr|",
        "优惠码$code2|",
        "请到$xyz|",
        "联系电话$my_name|",
        "t.example.cn/$id|",
        "t.example.cn/$long_name|",
    ],
)
@pytest.mark.parametrize("kind", ["notification", "promotional"])
async def test_a_name_of_ones_own_is_declared_as_the_quick_fix_declares_it(push: Editor, kind: str, typed: str) -> None:
    text = Text(kind, typed, frozenset())
    uri, place = await push.open("a.sms", text.marked)
    name = text.typed[1:]
    item = next(item for item in await items(push, uri, place) if item.label == "${" + name + "}")
    completed = accepted(push, uri, await push.client.completion_item_resolve_async(item))
    await push.close(uri)
    uri, _ = await push.open("a.sms", text.marked.replace(text.typed + CURSOR, "${" + name + "}"))
    declared = after(push, uri, titled(await actions(push, uri, "${" + name + "}"), "Declare "))
    assert completed == declared if "declares" in item.data else name + ":" not in completed
    await push.close(uri)
