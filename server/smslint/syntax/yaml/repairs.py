"""Slips that people make in YAML and that only one correct text can be meant by: full-width colons after keys, tabs and
ideographic blanks in indentation, no blank after a colon."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit

_SLIP: Final = lazy_pattern(
    r"(?:\A|(?<=[\r\n{,]))(?P<indent>[ \t\u3000]*)(?:-[ \t\u3000]+)?"
    r"(?P<key>[A-Za-z_][A-Za-z0-9_]{0,40}|[\u4e00-\u9fff]{1,12})?(?P<colon>[ \t\u3000]*：[ \t\u3000]*|:(?=[^\s:/]))?"
)


def repairs(text: str) -> list[tuple[Edit, Bilingual]]:
    """The edits that may mend a text that YAML refuses or misreads, line by line, each with what is wrong there.

    Whether they mend it is to be seen by reading the result: a line may be part of a text.
    """
    found: list[tuple[Edit, Bilingual]] = []
    for line in _SLIP.finditer(text):
        indent = line["indent"]
        if ("\t" in indent or "\u3000" in indent) and text[line.end("indent") : line.end("indent") + 1].strip():
            written = indent.replace("\t", "  ").replace("\u3000", "  ")
            found.append((Edit(line.start(), line.end("indent"), written), messages.TAB_INDENT))
        if line["key"] and line["colon"]:
            reason = messages.NO_BLANK_AFTER_COLON if line["colon"] == ":" else messages.WIDE_COLON
            edit = Edit(line.start("colon"), line.end("colon"), ": ")
            found.append((edit, reason.fill(key=line["key"])))
    return found
