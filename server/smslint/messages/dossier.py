"""Texts of `smslint dossier`, and of the use case description that it writes."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

REASON_LINE: Final = Bilingual(
    "Reason for the attribute of {variable}: {reason}.", "{variable} 选择该属性的原因：{reason}。"
)
