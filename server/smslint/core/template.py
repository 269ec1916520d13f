"""A template as its author wrote it, free of the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal, get_args

from smslint.dataclass import dataclass

TemplateType = Literal["verification", "notification", "promotional", "international", "digital"]
TYPES: tuple[TemplateType, ...] = get_args(TemplateType)
MAINLAND: frozenset[TemplateType] = frozenset({"verification", "notification", "promotional"})
InternationalType = Literal["verification", "notification", "promotional"]
RedirectionKind = Literal[
    "domain", "fixed_phone", "400_phone", "800_phone", "95_phone", "96_phone", "1_phone", "other_phone"
]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as a template declares it; its uses are the placeholders of the content.

    `attribute` is the code as written, known or not, None where none is given. `example` may be any JSON value, since
    a wrong kind of example is a finding and not an unreadable document.
    """

    name: str
    attribute: str | None = None
    example: object = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Redirection:
    """A number or link that recipients are led to, as the vendor's redirection form (`TrafficDriving`) declares it."""

    kind: str | None
    value: str | None = None
    variable: str | None = None
    company: str | None = None
    organization_code: str | None = None
    icp_number: str | None = None
    icp_picture: str | None = None
    company_differs: bool | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that the author has accepted, and why; `until` is the last day on which it holds.

    `rule` may be no rule's id: that is a finding of its own.
    """

    rule: str
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """One template.

    `carries` names the fields whose absence means that they are missing: all where the format holds whole templates,
    only the present ones where a table has no such column. `variables.attribute` and `variables.example`
    stand in it where declarations can hold these. A field outside `carries` is None and no rule calls it missing.
    """

    content: str
    type: TemplateType | None = None
    international_type: InternationalType | None = None
    name: str | None = None
    signature: str | None = None
    code: str | None = None
    description: str | None = None
    test: bool = False
    variables: Mapping[str, Variable] = field(default_factory=dict)
    max_segments: int | None = None
    redirection: tuple[Redirection, ...] = ()
    materials: tuple[str, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    carries: frozenset[str] = frozenset({"content"})

    def lacks(self, name: str) -> bool:
        """Whether the field could be given in this document and is not."""
        return name in self.carries and not getattr(self, name)


@dataclass(frozen=True, slots=True)
class Review:
    """What the vendor answered about a template: shown beside the findings, never mixed with them."""

    status: Literal["in-review", "approved", "rejected", "cancelled"]
    code: str | None = None
    reason: str | None = None
