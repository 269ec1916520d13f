"""The languages of source code: which files hold them, and which grammar reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath
from typing import Final

from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CodeLanguage:
    """A language: the endings of its files, what editors call it, and its grammar.

    `grammar` is the module of its grammar and `entry` the function in it; without one, no grammar is needed.
    `interpolates` says that `${x}` is the language's own in some of its strings. `comment` starts a line comment.
    """

    name: str
    endings: tuple[str, ...]
    editor: tuple[str, ...]
    grammar: str = ""
    entry: str = "language"
    comment: str = "//"


_ALL: Final = (
    CodeLanguage("java", ("java",), ("java",), "tree_sitter_java"),
    CodeLanguage("kotlin", ("kt", "kts"), ("kotlin",), "tree_sitter_kotlin"),
    CodeLanguage("php", ("php", "phtml"), ("php",), "tree_sitter_php", "language_php"),
    CodeLanguage(
        "javascript", ("js", "mjs", "cjs", "jsx"), ("javascript", "javascriptreact"), "tree_sitter_javascript"
    ),
    CodeLanguage("typescript", ("ts", "mts", "cts"), ("typescript",), "tree_sitter_typescript", "language_typescript"),
    CodeLanguage("tsx", ("tsx",), ("typescriptreact",), "tree_sitter_typescript", "language_tsx"),
    CodeLanguage("python", ("py", "pyi"), ("python",), "tree_sitter_python", comment="#"),
    CodeLanguage("go", ("go",), ("go",), "tree_sitter_go"),
    CodeLanguage("csharp", ("cs",), ("csharp",), "tree_sitter_c_sharp"),
    CodeLanguage("sql", ("sql",), ("sql",), comment="--"),
    CodeLanguage("yaml", ("yml", "yaml"), ("yaml",), comment="#"),
    CodeLanguage("properties", ("properties",), ("properties", "java-properties"), comment="#"),
    CodeLanguage("env", ("env",), ("dotenv", "env"), comment="#"),
    CodeLanguage("markdown", ("md", "markdown"), ("markdown",), comment="<!--"),
)
LANGUAGES: Final[Mapping[str, CodeLanguage]] = {each.name: each for each in _ALL}
"""All languages by name."""
_BY_ENDING: Final = {ending: each.name for each in _ALL for ending in each.endings}
_SETTINGS: Final = ("config", "settings", "setting", "constants", "constant", "consts", "conf", "env", "properties")
BY_EDITOR: Final = {editor: each.name for each in _ALL for editor in each.editor if editor != "yaml"}
"""The names of languages by what editors call them. YAML is a format of templates first."""


def code_language_of(name: str) -> str | None:
    """The language of a file, by its name; None if it is none that is read."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    if base == ".env" or base.startswith(".env."):
        return "env"
    _, dot, ending = base.rpartition(".")
    return _BY_ENDING.get(ending) if dot else None


def may_be_settings(path: str) -> bool:
    """Whether a file is one with settings, by its name and its folder."""
    place = PureWindowsPath(path)  # which takes both separators
    stem = place.name.partition(".")[0].replace("_", "").replace("-", "").lower()
    return place.parent.name.lower() in ("config", "settings", "conf") or stem.endswith(_SETTINGS)
