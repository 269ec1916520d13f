"""Numbers under which companies and their websites are registered: unified social credit codes and ICP numbers."""

from __future__ import annotations

import re
from typing import Final, Literal

from smslint.core.patterns import lazy_pattern

CODE_LENGTH: Final = 18
CODE_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a unified social credit code with their values (GB 32100-2015): letters without I, O, S, V, Z."""
_WEIGHTS: Final = tuple(pow(3, index, 31) for index in range(CODE_LENGTH - 1))

_FOLDED: Final = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
_BLANKS = lazy_pattern(r"[\s\x1c-\x1f\x85]+")
# The short names of provinces in filings, which differ from those on licence plates.
_PROVINCE: Final = "[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新]"
_ICP = lazy_pattern(
    f"{_PROVINCE}ICP备(?:[0-9]{{8}}|[0-9]{{10}})(?:号(?:-[0-9]{{1,3}}[A-Z]?)?|(?:-[0-9]{{1,3}}[A-Z]?)?号?)"
    f"|{_PROVINCE}ICP证(?:B2-)?[0-9]{{6,8}}号?(?:-[0-9]{{1,3}})?"
    f"|(?:{_PROVINCE}|合字)?(?:[AB][12][.、,]?){{1,4}}-[0-9]{{8}}号?(?:-[0-9]{{1,3}})?"
)
_RARE = lazy_pattern("(?:ICP|[AB][12]-|备案?|证).{0,12}?[0-9]{5}")
_POLICE = lazy_pattern("公网安备")


def folded_number(text: str) -> str:
    """A number as it is compared: without blanks, in ASCII and capital letters."""
    return _BLANKS.sub("", text).translate(_FOLDED).replace("－", "-").replace("—", "-").upper()


def check_character(code: str) -> str:
    """The last character that the first 17 of a unified social credit code demand. Raises ValueError."""
    total = sum(CODE_CHARACTERS.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return CODE_CHARACTERS[-total % 31]


def foreign_characters(code: str) -> str:
    """The characters that no unified social credit code holds, each once."""
    return "".join(dict.fromkeys(re.sub(f"[{CODE_CHARACTERS}]", "", code)))


def icp_form(number: str) -> Literal["known", "rare", "police", "other"]:
    """What an ICP number looks like: of a known form, like one in a rare form, the number of another filing (that of
    the public security authorities), or like none."""
    folded = folded_number(number)
    if _ICP.fullmatch(folded):
        return "known"
    if _POLICE.search(folded):
        return "police"
    return "rare" if _RARE.search(folded) else "other"
