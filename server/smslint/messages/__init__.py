"""The texts that people read, in English and in Chinese.

Every sentence exists in both languages, as a `Bilingual`. Reports, terminals and editors choose the language when they
show it; the code that makes a sentence never does. Each module of this package holds the texts of one layer or of one
group of commands; the texts of rules and attributes are in the catalog.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Bilingual(NamedTuple):
    """A text in English and in Chinese; `{field}` stands for a value to be filled in."""

    en: str
    zh: str

    def text(self, language: Language, /, **values: object) -> str:
        """The text in one language with its fields filled; bilingual values are shown in that language, too."""
        return self.format_map(language, values)

    def format_map(self, language: Language, values: Mapping[str, object]) -> str:
        """Like `text`, with a mapping of values, which may compute a value when the text asks for it."""
        template = self.zh if language == "zh" else self.en
        return template.format_map(_LocalizedValues(values, language)) if values else template

    def fill(self, **values: object) -> Bilingual:
        """Both texts with their fields filled."""
        return Bilingual(self.text("en", **values), self.text("zh", **values))


class LazyText(NamedTuple):
    """A text whose fields are filled when it is shown, since most findings are never shown."""

    pattern: Bilingual
    values: Mapping[str, object]

    def text(self, language: Language) -> str:
        """The text in one language."""
        return self.pattern.format_map(language, self.values)


_PLAIN = (str, int)


class _LocalizedValues:
    """The values of a text as one language shows them; only the values that the text uses are converted."""

    __slots__ = ("_language", "_values")

    def __init__(self, values: Mapping[str, object], language: Language) -> None:
        self._values = values
        self._language = language

    def __getitem__(self, name: str) -> object:
        value = self._values[name]
        return value if type(value) in _PLAIN else localized(value, self._language)


def localized(value: object, language: Language) -> object:
    """A value as a language shows it: texts in that language, the parts of a tuple joined with its comma."""
    if isinstance(value, (Bilingual, LazyText)):
        return value.text(language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(str(localized(part, language)) for part in value)
    return value


def language_of(tag: str | None) -> Language | None:
    """The language of a locale or language tag (`zh_CN.UTF-8`, `zh-Hans`, `en`, `C`), None if it is another one."""
    start = (tag or "").replace("_", "-").split("-")[0].split(".")[0].lower()
    if start in ("c", "posix", "en"):
        return "en"
    return "zh" if start == "zh" else None


def environment_language() -> Language | None:
    """The language of the locale; on Windows that of the user interface if no locale is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = language_of(os.environ.get(name)) if os.environ.get(name) else None
        if found:
            return found
    if sys.platform == "win32":
        import ctypes

        chinese = 0x04
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
    return None
