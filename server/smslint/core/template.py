"""A template as its author wrote it, independent of the format of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.place import Place

TemplateType = Literal["verification", "notification", "promotional", "international", "digital"]
TYPES: tuple[TemplateType, ...] = get_args(TemplateType)
MAINLAND: frozenset[TemplateType] = frozenset({"verification", "notification", "promotional"})
InternationalType = Literal["verification", "notification", "promotional"]
MediaKind = Literal["image", "video", "audio"]
RedirectionKind = Literal[
    "domain", "fixed_phone", "400_phone", "800_phone", "95_phone", "96_phone", "1_phone", "other_phone", "none"
]
"""`none` says that a text looks like a number or a link and is not one."""
MaterialKind = Literal[
    "icp_screenshot", "privacy_policy", "member_system", "business_proof", "authorization_letter", "other"
]
Sender = Literal["government"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as a template declares it; its uses are the placeholders of the content.

    `attribute` is the code as written, known or not, or None. `example` may be any JSON value: an example of a wrong
    type is a finding and does not make the document unreadable. `reason` says why it has this attribute.
    """

    name: str
    attribute: str | None = None
    example: object = None
    description: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Redirection:
    """A number or link that recipients are directed to, as declared in the vendor's form (`TrafficDriving`).

    `reason` says why its company differs from that of the signature.
    """

    kind: str | None
    value: str | None = None
    variable: str | None = None
    company: str | None = None
    organization_code: str | None = None
    icp_number: str | None = None
    icp_picture: str | None = None
    company_differs: bool | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A file that supports the application: uploaded, with its key in the vendor's store (OSS), or at a path.

    The path is relative to the folder of the document. `kind` is None if the document does not tell.
    """

    kind: MaterialKind | None = None
    path: str | None = None
    key: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen of a digital message: a text and one of a picture, a video or a sound, as paths beside the document.

    `text_first` says that the document writes the text before the picture, which changes nothing of what is sent.
    """

    image: str | None = None
    video: str | None = None
    audio: str | None = None
    text: str | None = None
    text_first: bool = field(default=False, compare=False)

    @property
    def media(self) -> tuple[tuple[MediaKind, str], ...]:
        """The files that it names, by what they are to be."""
        named: tuple[tuple[MediaKind, str | None], ...] = (
            ("image", self.image),
            ("video", self.video),
            ("audio", self.audio),
        )
        return tuple((kind, path) for kind, path in named if path)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that the author accepts, and why; `until` is the last day on which the suppression is valid.

    `rule` need not be the id of a rule; if it is not, that is a finding.
    """

    rule: str
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """One template.

    `carries` names the fields that the document could give, so that their absence means that they are missing: all
    fields in most formats, but in a table only those with a column. It has `variables.attribute` and
    `variables.example` if declarations can have these. No rule reports a field outside `carries` as missing.
    `materials` are carried only where the document gives them: most templates need none. The
    content of a template with `frames` is made of their texts (`core.frames`).

    `signature` is the associated one; `signatures` are others that it may be sent with. `regions` are the ISO 3166
    codes of those that an international one is sent to. `for_`, the field `for`, tells of a client that is reviewed
    otherwise. `request` says that it is a request of the vendor's API as it would be sent.
    """

    content: str
    type: TemplateType | None = None
    international_type: InternationalType | None = None
    name: str | None = None
    regions: tuple[str, ...] = ()
    signature: str | None = None
    signatures: tuple[str, ...] = ()
    code: str | None = None
    description: str | None = None
    scene: str | None = None
    for_: Sender | None = None
    test: bool = False
    variables: Mapping[str, Variable] = field(default_factory=dict)
    max_segments: int | None = None
    redirection: tuple[Redirection, ...] = ()
    materials: tuple[Material, ...] = ()
    frames: tuple[Frame, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    carries: frozenset[str] = frozenset({"content"})
    request: bool = False

    @property
    def every_signature(self) -> tuple[str, ...]:
        """All signatures that it may be sent with, each once: the associated one first."""
        return tuple(dict.fromkeys(name for name, _ in self.signature_places()))

    def signature_places(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """The same signatures with the paths of their fields; one that is named twice comes twice."""
        if self.signature and self.signature.strip():
            yield self.signature, ("signature",)
        for index, name in enumerate(self.signatures):
            if name.strip():
                yield name, ("signatures", index)

    def lacks(self, name: str) -> bool:
        """Whether the document could give the field and does not."""
        return name in self.carries and not getattr(self, attribute_of(name))

    def value_at(self, place: Place) -> object:
        """The value of a field; None if it is missing."""
        match place.path:
            case ("variables", str() as name):
                return name if name in self.variables else None
            case ("variables", str() as name, str() as key):
                return getattr(self.variables[name], key, None) if name in self.variables else None
            case ("redirection", int() as index, str() as key):
                return getattr(self.redirection[index], key, None) if index < len(self.redirection) else None
            case ("signatures" | "regions" as name, int() as index):
                listed: tuple[str, ...] = getattr(self, name)
                return listed[index] if index < len(listed) else None
            case ("materials", int() as index, str() as key):
                return getattr(self.materials[index], key, None) if index < len(self.materials) else None
            case ("frames", int() as index, str() as key):
                return getattr(self.frames[index], key, None) if index < len(self.frames) else None
            case (str() as name,):
                return getattr(self, attribute_of(name), None)
            case _:
                return None


def attribute_of(field: str) -> str:
    """The attribute of a template that holds a field: `for` is a word of Python."""
    return "for_" if field == "for" else field


@dataclass(frozen=True, slots=True)
class Review:
    """What the vendor answered about a template; shown next to the findings, never mixed with them.

    `decided` is when, as the answer writes it. `given` says that it is the vendor's own, a gift to its users.
    """

    status: Literal["in-review", "approved", "rejected", "cancelled"]
    code: str | None = None
    reason: str | None = None
    decided: str | None = None
    given: bool = False
