"""The order of suggested variables: the attribute that a person would choose is among the first three."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from lsp.editor import CURSOR, Editor
from lsp.test_completion import items

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = Path(__file__).parents[1] / "data" / "completion" / "texts.txt"


class Text(NamedTuple):
    kind: str
    content: str
    wanted: frozenset[str]

    @property
    def marked(self) -> str:
        return f"---\nname: 一\ntype: {self.kind}\n---\n" + self.content.replace("|", "$" + CURSOR, 1) + "\n"


def texts() -> list[Text]:
    lines = [line for line in TEXTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [(line.split(" | ", 1)[0], *line.split(" | ", 1)[1].rsplit(" | ", 1)) for line in lines]
    return [Text(kind, content, frozenset(wanted.split())) for kind, content, wanted in rows]


async def attributes(editor: Editor, text: Text) -> list[str]:
    uri, place = await editor.open("a.sms", text.marked)
    found = await items(editor, uri, place)
    await editor.close(uri)
    return list(dict.fromkeys(item.data["about"][1] for item in found if (item.data or {}).get("about")))


@pytest.mark.parametrize("first", [0, 1], ids=["tuned on", "held apart"])
async def test_the_attribute_of_a_person_is_among_the_first_three(push: Editor, first: int) -> None:
    chosen = texts()[first::2]
    missed = [
        (text.content, found[:4])
        for text in chosen
        if not text.wanted & set((found := await attributes(push, text))[:3])
    ]
    assert len(missed) <= len(chosen) // 10, missed
