"""What an account has, as far as a lock or the settings tell: its templates, signatures and qualifications.

What is None is not known. Times are ISO 8601 in UTC+8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from smslint.core.template import Redirection, TemplateType
from smslint.dataclass import dataclass

RecordKind = Literal["template", "signature", "qualification"]
Status = Literal["in-review", "approved", "rejected", "cancelled"]
Scene = Literal["verification", "general"]
Carrier = Literal["mobile", "unicom", "telecom"]
CARRIERS: tuple[Carrier, ...] = ("mobile", "unicom", "telecom")


@dataclass(frozen=True, slots=True)
class AccountTemplate:
    """A template of an account. `variables` are attributes by name; `gift` and `test` tell where it comes from."""

    code: str
    name: str | None = None
    type: TemplateType | None = None
    content: str | None = None
    variables: Mapping[str, str] | None = None
    signature: str | None = None
    description: str | None = None
    scene: str | None = None
    status: Status | None = None
    reason: str | None = None
    origin: Literal["own", "gift", "test"] | None = None
    created: str | None = None
    decided: str | None = None
    redirection: tuple[Redirection, ...] | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class AccountSignature:
    """A signature of an account; `carriers` gives the state of its filing with each."""

    name: str
    medium: Literal["text", "digital"] = "text"
    status: Status | None = None
    scene: Scene | None = None
    tag: Literal["own", "gift", "test", "trial"] | None = None
    source: str | None = None
    qualification: str | None = None
    reason: str | None = None
    carriers: Mapping[str, str] | None = None
    available: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Qualification:
    """A qualification of a company; nothing about persons."""

    id: str
    name: str | None = None
    company: str | None = None
    kind: Literal["company", "public"] | None = None
    state: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True)
class Account:
    """An account. `complete` gives, by kind of record, when a whole listing was read: only then is what is not here
    not in the account. `individual` is None if it is not known whether the account is one of a person. `today` is the
    day (YYYY-MM-DD) on which it is asked."""

    templates: Mapping[str, AccountTemplate] = field(default_factory=dict)
    signatures: tuple[AccountSignature, ...] = ()
    qualifications: Mapping[str, Qualification] = field(default_factory=dict)
    complete: Mapping[str, str] = field(default_factory=dict)
    individual: bool | None = None
    today: str = ""

    @cached_property
    def by_content(self) -> Mapping[tuple[str, TemplateType | None], tuple[AccountTemplate, ...]]:
        """The templates by their content and type."""
        found: dict[tuple[str, TemplateType | None], tuple[AccountTemplate, ...]] = {}
        for each in self.templates.values():
            if each.content is not None:
                key = (lines_as_sent(each.content), each.type)
                found[key] = (*found.get(key, ()), each)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, tuple[AccountSignature, ...]]:
        """The signatures by name. A verification and a general one, a text and a digital one may share a name."""
        found: dict[str, tuple[AccountSignature, ...]] = {}
        for each in self.signatures:
            found[each.name] = (*found.get(each.name, ()), each)
        return found

    def is_public(self, signature: str) -> bool:
        """Whether a signature has the qualification of a government agency or public institution."""
        known = (self.qualifications.get(each.qualification or "") for each in self.by_name.get(signature, ()))
        return any(each is not None and each.kind == "public" for each in known)


def lines_as_sent(text: str) -> str:
    """A text with line feeds for all line breaks: other ones are equal for the vendor."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
