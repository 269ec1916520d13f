"""How a rule's file is written, as pydantic models: the one definition that files are checked against.

Word tables, attributes and reasons stand in `schema_tables`. Options of `[match]` and `[fix]` belong to their kinds.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from smslint.core.change import Safety
from smslint.core.rule import Scope
from smslint.core.severity import Confidence, Severity
from smslint.core.template import InternationalType, RedirectionKind, TemplateType

Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class StrictTable(BaseModel):
    """A table whose keys are all known; keys are written with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"))


class LocalizedText(StrictTable):
    """A text in both languages."""

    en: Filled
    zh: Annotated[Filled, StringConstraints(pattern="[\u4e00-\u9fff：。]")]


class RuleSource(StrictTable):
    """The source of a requirement, and the date on which it was read."""

    name: Filled
    address: Annotated[str, StringConstraints(pattern="^https?://[^ ]+$")]
    read: date
    quote: Filled | None = None


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
    where: Literal["overlap", "template"]


class DeclaredVariable(StrictTable):
    """A variable's declaration in an example."""

    attribute: str | None = None
    example: Any = None
    description: str | None = None


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


class ExampleTemplate(BaseModel):
    """A template in an example, with the fields of YAML documents; its format has only the given fields."""

    model_config = ConfigDict(extra="forbid")
    content: str
    name: str | None = None
    type: TemplateType | Literal[""] | None = None
    international_type: InternationalType | Literal[""] | None = None
    signature: str | None = None
    code: str | None = None
    test: bool = False
    variables: dict[str, str | DeclaredVariable] = {}
    description: str | None = None
    max_segments: int | None = None
    redirection: list[RedirectionEntry] = []
    materials: list[str] = []
    suppress: list[dict[str, str]] = []


class _Expected(BaseModel):
    """What an example says beside its template: of a bad one, what is marked, where, and what the fix makes of it."""

    marks: Annotated[list[str], Field(min_length=1)] | None = None
    place: Filled | None = None
    variant: Filled | None = None
    fixed: str | dict[str, Any] | None = None
    note: Filled | None = None


class Example(ExampleTemplate, _Expected):
    """An example that is one template."""


class RunExample(_Expected):
    """An example with a run of several templates, each repeated `times` times."""

    model_config = ConfigDict(extra="forbid")
    templates: Annotated[list[ExampleTemplate], Field(min_length=1)]
    times: Annotated[int, Field(ge=1)] = 1


class DocumentExample(_Expected):
    """An example that is a file, for a rule about documents."""

    model_config = ConfigDict(extra="forbid")
    file: Filled
    text: str


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
