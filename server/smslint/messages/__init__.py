"""The two languages that the program speaks, and the choice between them.

Every sentence that a person reads exists twice, as a `Bilingual`; which of the two is shown is decided at the rim
(a report, a terminal, an editor), never where the sentence is made. The program's own sentences stand in one module
a layer of this package; those about rules and attributes stand in the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Bilingual(NamedTuple):
    """One text in English and in Chinese; `{field}` names a value to be filled in."""

    en: str
    zh: str

    def text(self, language: Language, /, **values: object) -> str:
        """The text in a language, its fields filled; a value that is itself bilingual is shown in that language."""
        return self.filled(language, values)

    def filled(self, language: Language, values: Mapping[str, object]) -> str:
        """The same with values that are at hand, or that are worked out as the text asks for them."""
        template = self.zh if language == "zh" else self.en
        return template.format_map(_Speaking(values, language)) if values else template

    def fill(self, **values: object) -> Bilingual:
        """Both texts with their fields filled."""
        return Bilingual(self.text("en", **values), self.text("zh", **values))


class Phrase(NamedTuple):
    """A text whose fields are filled only when somebody reads it: most findings are made and never read."""

    pattern: Bilingual
    values: Mapping[str, object]

    def text(self, language: Language) -> str:
        """The text in a language."""
        return self.pattern.filled(language, self.values)


_PLAIN = (str, int)


class _Speaking:
    """Values as a sentence shows them; only those that it names are looked at."""

    __slots__ = ("_language", "_values")

    def __init__(self, values: Mapping[str, object], language: Language) -> None:
        self._values = values
        self._language = language

    def __getitem__(self, name: str) -> object:
        value = self._values[name]
        return value if type(value) in _PLAIN else spoken(value, self._language)


def spoken(value: object, language: Language) -> object:
    """A value as a sentence shows it: a `Bilingual` in its language, a list joined as the language joins lists."""
    if isinstance(value, (Bilingual, Phrase)):
        return value.text(language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(str(spoken(part, language)) for part in value)
    return value


def language_of(tag: str | None) -> Language | None:
    """The language that a locale or tag means (`zh_CN.UTF-8`, `zh-Hans`, `en`, `C`), or None where it means neither."""
    start = (tag or "").replace("_", "-").split("-")[0].split(".")[0].lower()
    if start in ("c", "posix", "en"):
        return "en"
    return "zh" if start == "zh" else None
