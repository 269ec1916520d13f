"""Formatting brings a template into one form, from which it does not move."""

from __future__ import annotations

from random import Random

import pytest

from smslint.documents import applied, read
from smslint.documents.formats import format_named

LINES = (
    "type: notification",
    "signature: 青禾驿站",
    "description: 提醒",
    "description: |\n  提醒\n",
    "code: SMS_1",
    "# 说明",
    "# 说明二",
    "  # 缩进",
    "",
    "",
)


def tidied(name: str, source: str) -> str:
    document = read(source.encode(), name)
    assert document.text is not None
    edits = [edit for entry in document.entries() for edit in format_named(name[2:]).tidy(document.text, entry)]
    return applied(source, edits)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.sms", "a.yaml"])
def test_what_is_tidy_stays_as_it_is(name: str, ending: str) -> None:
    random = Random(1)
    for _ in range(500):
        lines = random.sample(LINES, random.randint(1, len(LINES)))
        lines.insert(random.randint(0, len(lines)), "name: 取件")
        source = "\n".join(lines)
        source = (
            f"---\n{source}\n---\n您好\n"
            if name == "a.sms"
            else f"{source}\ncontent: 您好" + "\n" * random.randint(0, 3)
        )
        source = source.replace("\n", ending)
        once = tidied(name, source)
        assert tidied(name, once) == once, source
        assert sorted(once.split()) == sorted(source.split())


@pytest.mark.parametrize("last", ["", "type: notification\n"])
def test_comments_below_variables_do_not_decide_how_they_are_written(last: str) -> None:
    source = f"variables: {{a: time}}\n#\n\n{last}content: 您好${{a}}\n"
    assert "variables:\n  a: time\n#\n" in tidied("a.yaml", source)
