"""What is found about sending in a file of source code: values that can be kept, compared and sent to other processes.

All ranges count code points of the file's text.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from smslint.dataclass import dataclass

ValueKind = Literal["text", "joined", "hole", "number", "null", "boolean", "list", "object", "expression"]
Reason = Literal["pass-through", "computed", "branches", "not-json", "not-followed"]
CodeKind = Literal["literal", "constant", "config", "default"]
CodeReason = Literal["", "pass-through", "computed", "absent"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key with the range of its name, and its value: its kind, and its text if that is known.

    The range is empty if the name stands elsewhere, and that of the value if one name is both: `{ code }`.
    `sometimes` says that it is sent in some cases only.
    """

    name: str
    start: int
    end: int
    kind: ValueKind
    value: str = ""
    value_start: int = 0
    value_end: int = 0
    sometimes: bool = False


class Keys(NamedTuple):
    """The keys of a send. `is_json` says that they come as a text of JSON or are turned into one; `bare` that a map is
    given where a text of JSON is wanted, or printed in the language's own way."""

    found: tuple[Key, ...]
    is_json: bool = True
    bare: bool = False
    closing: int | None = None


class Unknown(NamedTuple):
    """Keys that the code does not tell, and why."""

    reason: Reason


class CodeReference(NamedTuple):
    """Where a site gets the code of its template from.

    "literal" and "default" values are codes, a "constant" is the dotted name of one, "config" the key of a setting.
    """

    kind: CodeKind
    value: str


class Ignore(NamedTuple):
    """`smslint: ignore[rule] reason` in a comment."""

    rule: str
    reason: str | None
    start: int
    end: int


class SendSite(NamedTuple):
    """A place that sends: `start` to `end` is its TemplateParam, or its code where it has none.

    `codes` has several entries if the program decides among them; if it has none, `code_reason` says why. `keys` are
    None if they are not known, and `keys_reason` says why. `closing` is where a further key could be written.
    `function` names what the site is in.
    """

    start: int
    end: int
    codes: tuple[CodeReference, ...]
    code_start: int
    code_end: int
    keys: tuple[Key, ...] | None
    code_reason: CodeReason = ""
    keys_reason: Reason | None = None
    is_json: bool = True
    bare: bool = False
    closing: int | None = None
    signature: str | None = None
    signature_start: int = 0
    signature_end: int = 0
    function: str = ""
    ignores: tuple[Ignore, ...] = ()


class SendWrapper(NamedTuple):
    """A function of the project that sends what it is given: the numbers of its parameters, from 0.

    `code` is None if the function itself has the `codes`, and `params` if it makes all of the `keys`; else `keys` are
    what it adds, and `codes` what it sends without a code. `code_key` and `params_key` name the fields of a parameter
    that is an object; `rest` says that all further named arguments are keys. `names` are those of the parameters, and
    `owner` is that of the class.
    """

    function: str
    code: int | None
    params: int | None
    keys: tuple[Key, ...] = ()
    codes: tuple[CodeReference, ...] = ()
    code_key: str = ""
    params_key: str = ""
    rest: bool = False
    names: tuple[str, ...] = ()
    owner: str = ""


class CallField(NamedTuple):
    """An argument of a call by its number, or a field of one that is an object."""

    number: int
    key: str
    value: SendSite


class PossibleCall(NamedTuple):
    """A call that may send, if what it calls turns out to be a wrapper. `own` says that the same file has that.

    `names` are those that arguments are given by; `fields` are those of arguments that are objects.
    """

    function: str
    receiver: str
    arguments: tuple[SendSite, ...]
    names: tuple[str, ...] = ()
    fields: tuple[CallField, ...] = ()
    own: bool = False
    start: int = 0
    end: int = 0


class ObsoleteCall(NamedTuple):
    """A call of the API that another one has replaced."""

    call: str
    start: int
    end: int
    ignores: tuple[Ignore, ...] = ()


class Constant(NamedTuple):
    """A constant that holds a template code, by the name of its class, if it has one, and its own."""

    owner: str
    name: str
    code: str


class CodeFacts(NamedTuple):
    """All that one file tells about sending."""

    sites: tuple[SendSite, ...] = ()
    wrappers: tuple[SendWrapper, ...] = ()
    calls: tuple[PossibleCall, ...] = ()
    constants: tuple[Constant, ...] = ()
    obsolete: tuple[ObsoleteCall, ...] = ()


NOTHING = CodeFacts()
