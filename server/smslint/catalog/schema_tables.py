"""How attributes, word tables and reasons are written; the sibling of `schema`, which is about rules."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from smslint.catalog.schema import Filled, LocalizedText, RuleSource, StrictTable
from smslint.core.attribute import VerdictKind
from smslint.core.severity import Severity
from smslint.core.template import TemplateType

Names = dict[TemplateType, list[Filled]]
ErrorCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_.]+$")]


class LengthLimits(StrictTable):
    """`[length]`: how many characters; "value-length" uses the setting of that name."""

    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1)] | Literal["value-length"] = "value-length"
    shortest: Annotated[int, Field(ge=1)] | None = None


class ReasonCondition(StrictTable):
    """`[[risky]]` and `[[note]]`: a reason, and the values that it applies to; `marks` limits what is marked."""

    reason: Filled
    expression: Filled
    marks: Filled | None = None
    overrides: bool = False
    length: LengthLimits | None = None


class AttributeSample(StrictTable):
    """`[[samples]]`: a value and its expected verdict."""

    value: str
    verdict: VerdictKind
    reasons: tuple[Filled, ...] = ()
    marks: str | None = None
    suggestion: str | None = None
    length: Annotated[int, Field(ge=1)] | None = None
    note: LocalizedText | None = None


class OpenQuestion(StrictTable):
    """`[[open]]`: what the sources leave open, and how smslint reads them."""

    question: LocalizedText
    reading: LocalizedText


class AttributeFile(StrictTable):
    """`rules/attributes/<code>.toml`."""

    title: LocalizedText
    sources: Annotated[list[RuleSource], Field(min_length=1)]
    order: int = 0
    status: Literal["current", "legacy", "foreign"] = "current"
    successor: Filled | None = None
    nearest: Filled | None = None
    types: tuple[TemplateType, ...] = ()
    disputed: tuple[TemplateType, ...] = ()
    within: tuple[Filled, ...] = ()
    layers: tuple[Filled, ...] = ()
    repairs: tuple[Filled, ...] = ()
    allowed: LocalizedText | None = None
    advice: dict[str, LocalizedText] | None = None
    accepted: Filled | None = None
    define: dict[str, Filled] | None = None
    length: LengthLimits = LengthLimits()
    suggested_names: Names | None = None
    risky: tuple[ReasonCondition, ...] = ()
    note: tuple[ReasonCondition, ...] = ()
    samples: tuple[AttributeSample, ...] = ()
    open: tuple[OpenQuestion, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.status == "current" and not (self.accepted and self.allowed and self.types):
            raise ValueError("a current attribute needs accepted, allowed and types")
        return self


class TermEntry(StrictTable):
    """An entry of a word table that is more than a word."""

    term: Filled
    pattern: Filled | None = None
    kind: Filled | None = None
    also: tuple[Filled, ...] = ()
    origin: Filled | None = None


class CharacterBlock(StrictTable):
    """A block of characters, in hexadecimal, and what it contains."""

    points: Annotated[str, StringConstraints(pattern="^[0-9A-F]+(-[0-9A-F]+)?$")]
    without: Filled | None = None
    what: Filled


class WordFile(StrictTable):
    """`rules/words/<list>.toml`: terms, characters or pairs of characters, with their source."""

    terms: tuple[Filled | TermEntry, ...] = ()
    exceptions: tuple[Filled, ...] = ()
    cues: bool = False
    kinds: dict[Filled, LocalizedText] | None = None
    parts: dict[Filled, Filled] | None = None
    characters: Filled | None = None
    simplified: dict[Filled, Filled] | None = None
    ambiguous: str = ""
    suffixes: Filled | None = None
    ranges: tuple[CharacterBlock, ...] = ()
    disputed: str = ""
    plain: dict[Filled, str] | None = None
    sources: tuple[RuleSource, ...] = ()
    origin: Filled | None = None
    address: Filled | None = None
    licence: Filled | None = None
    notice: Filled | None = None
    note: Filled | None = None

    @model_validator(mode="after")
    def _is_founded(self) -> Self:
        if not (self.sources or self.origin):
            raise ValueError("a word table needs [[sources]] or an origin")
        if not (self.terms or self.characters or self.simplified or self.ranges or self.suffixes):
            raise ValueError("a word table needs terms, characters, simplified, ranges or suffixes")
        return self


class ReasonEntry(StrictTable):
    """An entry of `rules/reasons.toml`."""

    severity: Severity
    message: LocalizedText
    predicts: ErrorCode | None = None
