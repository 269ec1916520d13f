"""Settings that are written as code: PHP arrays in `config/`, modules and classes with constants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath
from typing import Final

from smslint.documents.code.codes import codes_of
from smslint.documents.code.parts import assignment, is_plain_name, name_of, pair
from smslint.documents.code.scope import Scope
from smslint.documents.code.source_tree import CodeNode, MissingGrammar, TooSlow, parse_code

_MOST: Final = 2000


def code_settings(text: str, language: str, path: str) -> Iterator[tuple[str, str]]:
    """The settings of a file with their full keys, which begin with the file's name, and the code of each.

    What the environment decides is written `${NAME:…}`, with the codes that hold without it.
    """
    stem = PureWindowsPath(path).name.partition(".")[0]  # which takes both separators
    try:
        scope = Scope(parse_code(text, language), language)
    except (MissingGrammar, TooSlow):
        return
    number = 0
    for name, values in scope.constants().items():
        for value in values:
            number += 1
            if number > _MOST:
                return
            references = codes_of(value, scope)[0]
            names = [each.value for each in references if each.kind == "config"]
            codes = [each.value for each in references if each.kind in ("literal", "default")]
            key = ".".join((stem, *_holders(value), name))
            if names:
                yield key, f"${{{names[0]}:{' '.join(codes)}}}"
            for code in codes if not names else ():
                yield key, code


def _holders(value: CodeNode) -> list[str]:
    """The keys of the maps that hold a value, the outermost first."""
    found: list[str] = []
    for each in value.above():
        kv = pair(each)
        if kv is not None:
            found.append(name_of(kv.key))
        elif (set_ := assignment(each)) is not None and is_plain_name(set_.key):
            found.append(name_of(set_.key))
    return found[:0:-1] if found else []
