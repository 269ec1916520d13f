"""Rules, made from the files of the catalog, and the catalog itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from smslint.core.change import Safety
from smslint.core.severity import Confidence, Severity
from smslint.core.template import TemplateType
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute, ReasonKind
    from smslint.core.lexicon import Lexicon

Scope = Literal["template", "document", "run"]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another severity or message of a rule, for some types or for matches that name it."""

    name: str | None
    types: frozenset[TemplateType] | None
    severity: Severity | None
    message: Bilingual | None


@dataclass(frozen=True, slots=True)
class Yield:
    """`rule` takes precedence: if both mark the same text, or wherever it finds something in the template.

    With "report", it does so where both mark the same text, but only in what people read.
    """

    rule: str
    where: Literal["overlap", "template", "report"]


@dataclass(frozen=True, slots=True)
class FixPlan:
    """How a rule's findings are fixed: a kind of `core.fixes` with its options."""

    kind: str
    safety: Safety
    title: Bilingual
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on templates.

    `match` names a kind of `core.matchers` or a check of `core.checks`, and `options` are its options in the file.
    `file` is the whole parsed file, for pages and for `smslint rule`.
    """

    id: str
    category: str
    severity: Severity
    confidence: Confidence
    types: frozenset[TemplateType]
    scope: Scope
    message: Bilingual
    match: str
    options: Mapping[str, object]
    variants: tuple[Variant, ...]
    fix: FixPlan | None
    yields_to: tuple[Yield, ...]
    file: Mapping[str, object]

    @property
    def title(self) -> Bilingual:
        """What the rule is about, in a few words."""
        text = self.file["title"]
        assert isinstance(text, Mapping)
        return Bilingual(**text)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that the vendor requires: rules and attributes by name, and the tables that recognisers read.

    `reasons` is the closed list of reasons why a value is risky or rejected. `digest` changes with the content.
    `remarks` report words that settings want to remove from tables that do not have them. `valid` gives the attribute
    of each valid code: its own, or the successor of a legacy one.
    """

    rules: Mapping[str, Rule]
    attributes: Mapping[str, Attribute]
    reasons: Mapping[str, ReasonKind]
    lexicon: Lexicon
    digest: str
    remarks: tuple[Bilingual, ...] = ()
    valid: dict[str | None, Attribute] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for code, attribute in self.attributes.items():
            if attribute.status != "foreign":
                self.valid[code] = self.attributes.get(attribute.successor or code, attribute)
