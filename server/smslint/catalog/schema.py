"""How the files of a catalog are written, as pydantic models: the one definition that files are checked against.

Options of `[match]` and `[fix]` belong to their kinds.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from smslint.core.answers import AnswerKind, AnswerSubject
from smslint.core.attribute import VerdictKind
from smslint.core.change import Safety
from smslint.core.rule import Scope
from smslint.core.severity import Confidence, Severity
from smslint.core.template import InternationalType, MaterialKind, RedirectionKind, Sender, TemplateType

SATURDAY = 5
"""As `date.weekday` counts."""
Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class StrictTable(BaseModel):
    """A table whose keys are all known; keys are written with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"))


class LocalizedText(StrictTable):
    """A text in both languages."""

    en: Filled
    zh: Annotated[Filled, StringConstraints(pattern="[\u4e00-\u9fff：。]")]


Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s()<>\"'`\\]+$")]


class SourcePage(StrictTable):
    """An entry of `sources.toml`: a page, and the day on which it was read."""

    title: Filled
    address: Address
    read: date


class CitedSource(StrictTable):
    """The source of a requirement: the id of a page in `sources.toml`."""

    id: Filled
    part: Filled | None = None
    quote: Filled | None = None


class WrittenSource(StrictTable):
    """The source of a requirement: a page that this file alone cites."""

    name: Filled
    address: Address
    read: date
    quote: Filled | None = None


RuleSource = Annotated[
    Annotated[CitedSource, Tag("cited")] | Annotated[WrittenSource, Tag("written")],
    Discriminator(lambda data: "cited" if isinstance(data, dict) and "id" in data else "written"),
]


class OpenTable(BaseModel):
    """A table; its other keys are the options of its kind."""

    model_config = ConfigDict(extra="allow")
    kind: Filled


class FixTable(OpenTable):
    """`[fix]`: how findings are fixed."""

    safety: Safety
    title: LocalizedText


class RuleVariant(StrictTable):
    """`[[variant]]`: another message of the rule."""

    name: Filled | None = None
    types: list[TemplateType] | None = None
    severity: Severity | None = None
    message: LocalizedText | None = None

    @model_validator(mode="after")
    def _is_chosen(self) -> Self:
        if self.name is None and self.types is None:
            raise ValueError("a variant needs a name or types")
        return self


class YieldsTo(StrictTable):
    """`[[yields-to]]`: a rule that takes precedence over this one."""

    rule: Filled
    where: Literal["overlap", "template", "report"]


class DeclaredVariable(StrictTable):
    """A variable's declaration in an example."""

    attribute: str | None = None
    example: Any = None
    description: str | None = None
    reason: str | None = None


class RedirectionEntry(BaseModel):
    """An entry of an example's redirection information."""

    model_config = ConfigDict(extra="forbid")
    kind: RedirectionKind | Literal[""] | None = None
    value: str | None = None
    variable: str | None = None
    company: str | None = None
    organization_code: str | None = None
    icp_number: str | None = None
    icp_picture: str | None = None
    company_differs: bool | None = None
    reason: str | None = None


class MaterialEntry(BaseModel):
    """A supporting file of an example; examples have no files, so that a path is only a path."""

    model_config = ConfigDict(extra="forbid")
    kind: MaterialKind | None = None
    path: str | None = None
    key: str | None = None
    note: str | None = None


class ExampleAccount(StrictTable):
    """What is known of the account in an example, as `core.account` has it."""

    templates: list[dict[str, Any]] = []
    signatures: list[dict[str, Any]] = []
    qualifications: list[dict[str, Any]] = []
    complete: list[Literal["template", "signature", "qualification"]] = []
    individual: bool | None = None


class ExampleFile(StrictTable):
    """A file beside an example, as `core.media` has it; `problem` and `fault` say what is wrong with it."""

    size: int = 100_000
    format: str = ""
    name: str = ""
    codec: str | None = None
    problem: str = ""
    fault: str = ""


class ExampleTemplate(BaseModel):
    """A template in an example, with the fields of YAML documents; its format has only the given fields."""

    model_config = ConfigDict(extra="forbid")
    content: str = ""
    frames: list[dict[Literal["text", "image", "video", "audio"], str]] = []
    name: str | None = None
    type: TemplateType | Literal[""] | None = None
    international_type: InternationalType | Literal[""] | None = None
    regions: list[str] = []
    signature: str | None = None
    signatures: list[str] = []
    code: str | None = None
    request: bool = False
    test: bool = False
    variables: dict[str, str | DeclaredVariable] = {}
    description: str | None = None
    max_segments: int | None = None
    redirection: list[RedirectionEntry] = []
    materials: list[MaterialEntry] = []
    for_: Annotated[Sender | None, Field(alias="for")] = None
    scene: str | None = None
    suppress: list[dict[str, str]] = []


class _Expected(BaseModel):
    """What an example says apart from its template: of a bad one, what is marked, where, and the result of the fix."""

    model_config = ConfigDict(extra="forbid")
    marks: Annotated[list[str], Field(min_length=1)] | None = None
    place: Filled | None = None
    variant: Filled | None = None
    fixed: str | dict[str, Any] | None = None
    note: Filled | None = None


class Example(ExampleTemplate, _Expected):
    """An example that is one template, perhaps beside what is known of the account, and files."""

    account: ExampleAccount | None = None
    files: dict[str, ExampleFile] = {}


class RunExample(_Expected):
    """An example with a run of several templates, each repeated `times` times."""

    templates: Annotated[list[ExampleTemplate], Field(min_length=1)]
    times: Annotated[int, Field(ge=1)] = 1


class DocumentExample(_Expected):
    """An example that is a file, for a rule about documents.

    `manifests` are templates elsewhere in its project, and `account` is what is known of the account.
    """

    file: Filled
    text: str
    manifests: list[ExampleTemplate] = []
    account: ExampleAccount | None = None


def _kind_of_example(value: Any) -> str:
    return "run" if "templates" in value else "document" if "file" in value else "template"


AnyExample = Annotated[
    Annotated[Example, Tag("template")]
    | Annotated[RunExample, Tag("run")]
    | Annotated[DocumentExample, Tag("document")],
    Discriminator(_kind_of_example),
]


class Examples(StrictTable):
    """`[[examples.bad]]` and `[[examples.good]]`: at least two of each."""

    bad: Annotated[list[AnyExample], Field(min_length=2)]
    good: Annotated[list[AnyExample], Field(min_length=2)]


class RuleFile(StrictTable):
    """`rules/<category>/<id>.toml`."""

    severity: Severity
    confidence: Confidence
    types: Literal["all"] | Annotated[list[TemplateType], Field(min_length=1)]
    since: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    scope: Scope = "template"
    title: LocalizedText
    message: LocalizedText
    why: LocalizedText
    remedy: LocalizedText
    match: OpenTable
    variant: list[RuleVariant] = []
    fix: FixTable | None = None
    yields_to: list[YieldsTo] = []
    sources: Annotated[list[RuleSource], Field(min_length=1)]
    examples: Examples


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
    telling_pattern: Filled | None = None
    telling_words: bool = True
    define: dict[str, Filled] | None = None
    length: LengthLimits = LengthLimits()
    suggested_names: dict[TemplateType, list[Filled]] | None = None
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
    """`rules/words/<list>.toml` or `rules/speech/<list>.toml`: terms, characters or pairs, with their source."""

    terms: tuple[Filled | TermEntry, ...] = ()
    exceptions: tuple[Filled, ...] = ()
    cues: bool = False
    of_messages: bool = True
    unless_mentioned: bool = False
    patterns: tuple[Filled, ...] = ()
    kinds: dict[Filled, LocalizedText] | None = None
    parts: dict[Filled, Filled] | None = None
    characters: Filled | None = None
    simplified: dict[Filled, Filled] | None = None
    ambiguous: str = ""
    suffixes: Filled | None = None
    vocabulary: Filled | None = None
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
        singles = (self.characters, self.simplified, self.ranges, self.suffixes, self.vocabulary)
        if not (self.terms or self.patterns or any(singles)):
            raise ValueError(
                "a word table needs terms, patterns, characters, simplified, ranges, suffixes or vocabulary"
            )
        return self


class ReasonEntry(StrictTable):
    """An entry of `rules/reasons.toml`."""

    severity: Severity
    message: LocalizedText
    predicts: ErrorCode | None = None


class AnswerPhrases(StrictTable):
    """`[phrases]`: the vendor's words, in which `{variable}`, `{value}`, `{attribute}` and `{number}` stand for any."""

    zh: tuple[Filled, ...] = ()
    en: tuple[Filled, ...] = ()


class AnswerExamples(StrictTable):
    """`[examples]`: texts that must lead to this entry first, and near ones that must not."""

    hits: Annotated[list[Filled], Field(min_length=1)]
    misses: Annotated[list[Filled], Field(min_length=1)]


class AnswerFile(StrictTable):
    """`rules/answers/<id>.toml`: something that the vendor answers, and what to do about it."""

    kind: AnswerKind
    subject: AnswerSubject
    codes: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.:-]*$")], ...] = ()
    phrases: AnswerPhrases = AnswerPhrases()
    words: tuple[Filled, ...] = ()
    not_with: tuple[Filled, ...] = ()
    title: LocalizedText
    meaning: LocalizedText
    causes: list[LocalizedText] = []
    remedy: LocalizedText
    notes: list[LocalizedText] = []
    rules: tuple[Filled, ...] = ()
    sources: Annotated[list[RuleSource], Field(min_length=1)]
    examples: AnswerExamples

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.codes or self.phrases.zh or self.phrases.en):
            raise ValueError("an answer needs codes or phrases")
        return self


class CalendarFile(StrictTable):
    """`rules/calendar/<year>.toml`: the public holidays of a year, and the weekends that are worked instead.

    `announced` says that the notice on the year is out; without it only the statutory days are known.
    """

    announced: bool
    holidays: list[date]
    workdays: list[date]
    statutory: list[date]
    source: Filled
    address: Address
    read: date

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if len({day.year for day in (*self.holidays, *self.workdays)}) > 1:
            raise ValueError("all days must be of one year")
        if not set(self.statutory) <= set(self.holidays):
            raise ValueError("every statutory day must be among the holidays")
        if any(day.weekday() < SATURDAY or day in self.holidays for day in self.workdays):
            raise ValueError("workdays are Saturdays and Sundays that are worked, none of them a holiday")
        return self
