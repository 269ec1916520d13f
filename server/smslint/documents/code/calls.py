"""Functions of a project that send what they are given, and the calls that may be theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.codes import codes_of
from smslint.documents.code.comments import ignores_at
from smslint.documents.code.flow import always
from smslint.documents.code.keys import additions, keys_of, own_function, passed_parameter
from smslint.documents.code.literals import CODE_LITERAL
from smslint.documents.code.parts import (
    MAPS,
    NEW,
    STRINGS,
    Call,
    call,
    default_of,
    function_around,
    is_plain_name,
    member,
    name_of,
    parameters,
    unwrapped,
)
from smslint.documents.code.requests import RequestField, Requests, plain_field
from smslint.documents.code.scope import Scope, class_name, function_name
from smslint.documents.code.site import CallField, Keys, PossibleCall, SendSite, SendWrapper, Unknown
from smslint.documents.code.source_tree import CodeNode, leaf_at

_CALLED: Final = lazy_pattern(r"\b([A-Za-z_$][\w$]*)[ \t]*\(")
_SENDS: Final = lazy_pattern(r"(?i)sms|send|notif|message|dispatch|push")
_CONSTANT: Final = lazy_pattern(r"[A-Z][A-Z0-9_]+|(?i:\w*(?:code|template|tpl|sms)\w*)")
_MOST: Final = 2000
_ARGUMENTS: Final = 12


def wrapper_of(field: RequestField, code: list[RequestField], keys: Keys | None, scope: Scope) -> SendWrapper | None:
    """The function around a request if it sends what it is given."""
    if len(code) != 1:
        return None
    template, params = passed_parameter(code[0].value, scope), passed_parameter(field.value, scope)
    if params is not None and template is not None and params[:2] == template[:2]:
        params = None
    functions = [each.function for each in (template, params) if each is not None]
    if not functions or functions[0].start != functions[-1].start:
        return None
    function = functions[0]
    name = function_name(function)
    if not name:
        return None
    given = parameters(function)
    default = default_of(given[template.number][1]) if template is not None and not template.key else None
    fixed = code[0].value if template is None else default
    found = keys.found if keys is not None else ()
    if params is not None:
        added = additions(params.node, function, function.start, scope) if is_plain_name(params.node) else []
        if isinstance(added, Unknown):
            return None
        found = tuple(key for use, key in added if always([use], params.node))
    elif keys is None:
        return None
    codes = codes_of(fixed, scope)[0] if fixed is not None else ()
    if template is None and not codes:
        return None
    return SendWrapper(
        name,
        template.number if template is not None else None,
        params.number if params is not None else None,
        found,
        codes,
        plain_field(template.key) if template is not None else "",
        plain_field(params.key) if params is not None else "",
        params is not None and given[params.number][1].type == "dictionary_splat_pattern",
        tuple(name for name, _ in given),
        class_name(function) or "",
    )


class CallFinder:
    """Finds the calls of one file that may be those of wrappers; `own` are the file's."""

    def __init__(self, root: CodeNode, scope: Scope, requests: Requests, own: list[SendWrapper]) -> None:
        self.root = root
        self.text = root.text
        self.scope = scope
        self._requests = requests
        self._own = {each.function for each in own}

    def calls(self, taken: set[int]) -> Iterator[PossibleCall]:
        """All calls of the file's own wrappers, and those with a template code among their arguments."""
        for at in self._starts():
            leaf = leaf_at(self.root, at)
            is_name = self.text[at : at + 1].isidentifier() and not any(
                each.type in STRINGS for each in (leaf, *leaf.above(2))
            )
            made = next((one for each in (leaf, *leaf.above(6)) if (one := call(each))), None)
            if made is None or made.node.start in taken or not 0 < len(made.arguments) <= _ARGUMENTS:
                continue
            own = made.name in self._own and own_function(made, self.scope) is not None
            if not own and not (is_name and _SENDS.search(made.name)) and is_name:
                continue
            if own or any(self._may_be_code(each.node) for each in made.arguments):
                taken.add(made.node.start)
                yield self._possible(made, own)

    def _starts(self) -> list[int]:
        names = [
            each.start(1)
            for each in _CALLED.finditer(self.text)
            if each[1] in self._own or _SENDS.search(each[1]) is not None
        ]
        codes = [each.start() for each in CODE_LITERAL.finditer(self.text)]
        return sorted([*names[:_MOST], *codes[:_MOST]])

    def _may_be_code(self, node: CodeNode) -> bool:
        node = unwrapped(node)
        if node.type in STRINGS:
            return CODE_LITERAL.fullmatch(node.source.strip("\"'`")) is not None
        made = call(node)
        if made is not None and made.node.type not in NEW and made.receiver is not None and not made.arguments:
            node = unwrapped(made.receiver)
        found = member(node)
        if found is not None or is_plain_name(node):
            name = found[1] if found is not None else name_of(node)
            return _CONSTANT.fullmatch(name) is not None or (found is not None and self._may_be_code_of(found[0]))
        return any(self._may_be_code(field.value) for field in self._fields(node))

    def _may_be_code_of(self, node: CodeNode | None) -> bool:
        """Whether a member is one of an enum's constant: `SmsCode.LOGIN.code`."""
        inner = member(node) if node is not None else None
        return inner is not None and inner[1].isupper()

    def _fields(self, node: CodeNode) -> list[RequestField]:
        node = unwrapped(node)
        made = call(node)
        if node.type in MAPS or node.type == "composite_literal" or (made is not None and made.node.type in NEW):
            return [each for each in self._requests.of_expression(node) if each.value.start != node.start][:_ARGUMENTS]
        return []

    def _possible(self, made: Call, own: bool) -> PossibleCall:
        fields = [
            CallField(number, field.name, self._argument(made, field.value))
            for number, each in enumerate(made.arguments)
            for field in self._fields(each.node)
        ]
        return PossibleCall(
            made.name,
            name_of(made.receiver),
            tuple(self._argument(made, each.node) for each in made.arguments),
            tuple(each.name or "" for each in made.arguments),
            tuple(fields),
            own,
            made.node.start,
            made.node.end,
        )

    def _argument(self, made: Call, node: CodeNode) -> SendSite:
        codes, _ = codes_of(node, self.scope)
        keys = keys_of(node, self.scope)
        known = keys if isinstance(keys, Keys) else None
        return SendSite(
            node.start, node.end, codes, node.start, node.end, known.found if known else None,
            keys_reason=keys.reason if isinstance(keys, Unknown) else None, closing=known.closing if known else None,
            function=function_name(function_around(made.node)),
            ignores=tuple(ignores_at(self.text, node.start, made.node.start)),
        )  # fmt: skip
