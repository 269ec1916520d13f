"""Finds where source code sends: requests with a TemplateParam, and calls of what wraps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.codes import CODE, codes_of
from smslint.documents.code.comments import ignores_at
from smslint.documents.code.fold import Folded, fold
from smslint.documents.code.json_text import json_keys
from smslint.documents.code.keys import keys_of
from smslint.documents.code.parts import (
    COMMENTS,
    MAPS,
    STRINGS,
    Call,
    call,
    class_around,
    function_around,
    is_plain_name,
    member,
    name_of,
    pair,
    unwrapped,
)
from smslint.documents.code.requests import OWN, PARAM, Holder, RequestField, Requests, plain_field
from smslint.documents.code.scope import Scope, class_name
from smslint.documents.code.site import (
    CodeFacts,
    CodeReason,
    CodeReference,
    Constant,
    Keys,
    ObsoleteCall,
    PossibleCall,
    SendSite,
    SendWrapper,
    Unknown,
)
from smslint.documents.code.source_tree import CodeNode, leaf_at
from smslint.documents.schemas import OBSOLETE

_EASY: Final = lazy_pattern(r"setTemplate(?=\()|['\"]template['\"](?=\s*=>)")
_LITERAL: Final = lazy_pattern(r"(?:DIGITAL_)?SMS_\d+")
_OBSOLETE: Final = lazy_pattern(r"\b([aA]dd|[mM]odify|[qQ]uery)Sms(Template|Sign)(?:Request|WithOptions|Async)?\b")
_OTHER_PRODUCT: Final = lazy_pattern(r"SendSmsVerifyCode|sendSmsVerifyCode|##code##")
_MOST: Final = 2000
_COMPANIONS: Final = frozenset({"templatecode", "signname", "phonenumbers", "phonenumberjson", "signnamejson"})


class SiteFinder:
    """Finds the sites of one file. `wrappers` are the calls that the settings declare, by their last name."""

    def __init__(self, root: CodeNode, language: str, wrappers: Sequence[tuple[str, int, int]] = ()) -> None:
        self.root = root
        self.text = root.text
        self.scope = Scope(root, language)
        self.language = language
        self._declared = wrappers
        self._requests = Requests(root, self.scope)
        self._taken: set[int] = set()
        self.sites: list[SendSite] = []
        self.wrappers: list[SendWrapper] = []
        self.calls: list[PossibleCall] = []

    def facts(self) -> CodeFacts:
        """All that the file tells."""
        number = 0
        for found in PARAM.finditer(self.text):
            if (number := number + 1) > _MOST:
                break
            self._anchor(found.start(), found.end())
        if self.language == "php":
            for found in _EASY.finditer(self.text):
                self._easy(found.start() + 1)
        for declared in self._declared:
            self._declared_calls(*declared)
        self._without_param()
        self._literals()
        self.sites.sort(key=lambda each: each.start)
        return CodeFacts(
            tuple(self.sites),
            tuple(self.wrappers),
            tuple(self.calls),
            tuple(self._constants()),
            tuple(self._obsolete()),
        )

    def _anchor(self, start: int, end: int) -> None:
        leaf = leaf_at(self.root, start)
        if any(each.type in COMMENTS for each in (leaf, *leaf.above(2))):
            return
        found = self._requests.field_at(leaf, end)
        if found is None:
            return
        field, holder = found
        if field.name not in ("templateparam", "templateparamjson") or field.value.start in self._taken:
            return
        fields = self._requests.fields(holder)
        if not self._is_request(fields, holder, field):
            return
        self._taken.add(field.value.start)
        self._add(field, fields)

    def _is_request(self, fields: list[RequestField], holder: Holder, field: RequestField) -> bool:
        """Whether fields are those of a send of this product, in code that is not the SDK's own."""
        around, function = class_around(field.node), function_around(field.node)
        owner = name_of(around.field("name")) if around is not None else ""
        named = name_of(function.field("name")) if function is not None else ""
        if owner.startswith(("SendSmsRequest", "SendBatchSmsRequest")) or plain_field(named) == field.name:
            return False
        source = (function or field.node).source
        if _OTHER_PRODUCT.search(source if len(source) < 20_000 else field.node.source):
            return False
        names = {each.name for each in fields}
        if not names & _COMPANIONS and "sendsms" not in source.lower() and "SendBatchSms" not in source:
            return False
        value = unwrapped(field.value)
        code = next((each.value for each in fields if each.name == "templatecode"), None)
        if code is not None and _copies(value, field.name) and _copies(unwrapped(code), "templatecode"):
            return False  # the SDK's own classes, or copies of them
        return not (is_plain_name(value) and plain_field(name_of(value)) == field.name and "templatecode" not in names)

    def _add(self, field: RequestField, fields: list[RequestField]) -> None:
        batch = field.name.endswith("json")
        value = unwrapped(field.value)
        keys: Keys | Unknown = self._batch(value) if batch else keys_of(value, self.scope)
        if isinstance(keys, Keys) and self.language == "python" and value.type == "dictionary":
            keys = keys._replace(bare=True)
        code = self._code_field([each for each in fields if each.name in ("templatecode", "templateid")], field)
        sign = next((each for each in fields if each.name == "signname"), None)
        self._append(field, code, keys, sign)

    def _batch(self, value: CodeNode) -> Keys | Unknown:
        """The keys of the first element: TemplateParamJson of SendBatchSms is an array."""
        for _ in range(4):
            made = call(value)
            if made is not None and made.arguments and value.type not in MAPS:
                value = unwrapped(made.arguments[0].node)
            elif is_plain_name(value) and (known := self.scope.value_of(value)) is not None:
                value = unwrapped(known)
        if value.type in ("array", "list", "array_creation_expression") and value.children:
            first = unwrapped(value.children[0])
            first = (
                unwrapped(first.children[0]) if first.type == "array_element_initializer" and first.children else first
            )
            return keys_of(first, self.scope)
        folded = fold(value, self.scope)
        if folded is not None and folded.text.strip().startswith("["):
            low, high = folded.text.find("{"), folded.text.find("}") + 1
            part = Folded()
            part.extend(folded, low, high)
            return json_keys(part) if 0 <= low < high else Unknown("computed")
        return Unknown("computed")

    def _code_field(self, found: list[RequestField], near: RequestField) -> list[RequestField]:
        """Of several codes on one request, those in the same block."""
        if len(found) > 1:
            block = _block(near.node)
            same = [each for each in found if _block(each.node) == block]
            before = [each for each in same if each.node.start <= near.node.start]
            return same[:1] if len(same) == 1 else before[-1:] or same or found
        return found

    def _append(
        self, field: RequestField, code: list[RequestField], keys: Keys | Unknown, sign: RequestField | None
    ) -> None:
        references: list[CodeReference] = []
        reason: CodeReason = "" if code else "absent"
        for each in code:
            found, why = codes_of(each.value, self.scope)
            references += found
            reason = reason or why
        known = keys if isinstance(keys, Keys) else None
        signature = fold(sign.value, self.scope) if sign is not None and unwrapped(sign.value).type in STRINGS else None
        place = signature.range(0, len(signature.text)) if signature is not None and signature.is_whole else (0, 0)
        value = code[0].value if code else field.value
        function = function_around(field.node)
        site = SendSite(
            field.value.start, field.value.end, tuple(dict.fromkeys(references)), value.start, value.end,
            known.found if known else None, "" if references else reason,
            keys.reason if isinstance(keys, Unknown) else None,
            known.is_json if known else True, known.bare if known else False, known.closing if known else None,
            signature.text if place[1] and signature is not None else None, *place,
            name_of(function.field("name")) if function is not None else "",
            tuple(ignores_at(self.text, field.value.start, field.node.start)),
        )  # fmt: skip
        self.sites.append(site)
        self._wrapper(field, code, known, function)

    def _wrapper(
        self, field: RequestField, code: list[RequestField], keys: Keys | None, function: CodeNode | None
    ) -> None:
        """Notes the function around a site if it sends what it is given."""
        if function is None or len(code) != 1:
            return
        given = self._parameter(code[0].value)
        name = name_of(function.field("name"))
        if given is None or not name:
            return
        params = self._parameter(field.value)
        if params is not None or keys is not None:
            self.wrappers.append(SendWrapper(name, given, params, keys.found if keys else ()))

    def _parameter(self, value: CodeNode) -> int | None:
        """The number of the parameter that a value is, perhaps turned into JSON."""
        node = unwrapped(value)
        for _ in range(4):
            if is_plain_name(node):
                found = self.scope.parameter(node)
                if found is not None:
                    return found[1]
                known = self.scope.value_of(node)
                if known is None:
                    return None
                node = unwrapped(known)
            made = call(node)
            if made is None:
                continue
            if len(made.arguments) >= 1:
                node = unwrapped(made.arguments[0].node)
            elif made.receiver is not None:
                node = unwrapped(made.receiver)
        return None

    def _easy(self, at: int) -> None:
        """Sends of easy-sms: `['template' => …, 'data' => […]]`, `->setTemplate(…)->setData([…])`."""
        leaf = leaf_at(self.root, at)
        for each in leaf.above(6):
            made, kv = call(each), pair(each)
            if kv is not None and each.parent is not None and kv.key.start <= at < kv.key.end:
                fields = list(self._requests.of_expression(each.parent))
                break
            if made is not None and made.name == "setTemplate":
                top = each
                while top.parent is not None and (outer := call(top.parent)) and outer.receiver is not None:
                    top = top.parent
                fields = list(self._requests.of_expression(top))
                break
        else:
            return
        data = next((each for each in fields if each.name == "data"), None)
        template = next((each for each in fields if each.name == "template"), None)
        if data is None or template is None or data.value.start in self._taken:
            return
        if unwrapped(data.value).type not in MAPS and not codes_of(template.value, self.scope)[0]:
            return
        self._taken.add(data.value.start)
        self._append(data, [template], keys_of(data.value, self.scope), None)

    def _declared_calls(self, name: str, code: int, params: int) -> None:
        """The calls of a wrapper that the settings declare."""
        of, _, last = name.rpartition(".")
        for found in _word(last).finditer(self.text):
            leaf = leaf_at(self.root, found.start())
            made = next((one for each in leaf.above(3) if (one := call(each)) and one.name == last), None)
            if made is None or (
                of and (made.receiver is None or name_of(made.receiver).rpartition(".")[2] != of.rpartition(".")[2])
            ):
                continue
            if len(made.arguments) <= max(code, params) or made.node.start in self._taken:
                continue
            self._taken.add(made.node.start)
            field = RequestField("templateparam", made.arguments[params].node, made.node)
            keys = keys_of(field.value, self.scope)
            self._append(field, [RequestField("templatecode", made.arguments[code].node, made.node)], keys, None)

    def _without_param(self) -> None:
        """Sends without a TemplateParam: a template with variables misses them all."""
        for found in _word("[tT]emplate_?[cC]ode|set_?TemplateCode").finditer(self.text):
            leaf = leaf_at(self.root, found.start())
            made = next((one for each in leaf.above(3) if (one := call(each))), None)
            if made is None or plain_field(made.name) != "templatecode" or len(made.arguments) != 1:
                continue
            receiver = unwrapped(made.receiver) if made.receiver is not None else None
            if receiver is None or not is_plain_name(receiver) or name_of(receiver) in OWN:
                continue
            function = function_around(made.node)
            fields = self._requests.of_variable(name_of(receiver), function or self.root)
            names = {each.name for each in fields}
            if (
                function is None
                or not {"phonenumbers", "signname"} <= names
                or names & {"templateparam", "templateparamjson"}
            ):
                continue
            if _OTHER_PRODUCT.search(function.source) or PARAM.search(function.source) or len(function.source) > 20_000:
                continue
            field = RequestField("templateparam", made.arguments[0].node, made.node)
            if field.value.start not in self._taken:
                self._taken.add(field.value.start)
                sign = next((each for each in fields if each.name == "signname"), None)
                self._append(field, [RequestField("templatecode", made.arguments[0].node, made.node)], Keys(()), sign)

    def _literals(self) -> None:
        """Calls with a literal code among their arguments: what they call may be a wrapper."""
        number = 0
        for found in _LITERAL.finditer(self.text):
            if (number := number + 1) > _MOST:
                return
            leaf = leaf_at(self.root, found.start())
            node = next((each for each in (leaf, *leaf.above(2)) if each.type in STRINGS), None)
            made = next((one for each in node.above(3) if (one := call(each))), None) if node is not None else None
            if made is None or len(made.arguments) < 2 or len(made.arguments) > 12 or made.node.start in self._taken:
                continue
            self._taken.add(made.node.start)
            arguments = tuple(self._argument(made, each.node) for each in made.arguments)
            self.calls.append(PossibleCall(made.name, name_of(made.receiver), arguments))

    def _argument(self, made: Call, node: CodeNode) -> SendSite:
        codes, _ = codes_of(node, self.scope) if node.type in STRINGS else ((), "")
        keys = keys_of(node, self.scope)
        known = keys if isinstance(keys, Keys) else None
        return SendSite(
            node.start, node.end, tuple(each for each in codes if each.kind == "literal"), node.start, node.end,
            known.found if known else None, keys_reason=keys.reason if isinstance(keys, Unknown) else None,
            closing=known.closing if known else None, ignores=tuple(ignores_at(self.text, node.start, made.node.start)),
        )  # fmt: skip

    def _constants(self) -> Iterator[Constant]:
        """The constants of the file that hold a code, and the constants of enums with a code among their arguments."""
        if _LITERAL.search(self.text) is None:
            return
        for name, values in self.scope.constants().items():
            for value in values:
                folded = fold(value, self.scope) if value.type in STRINGS else None
                if folded is not None and CODE.fullmatch(folded.text.strip()):
                    yield Constant(class_name(value) or "", name, folded.text.strip())
        for found in _LITERAL.finditer(self.text):
            leaf = leaf_at(self.root, found.start())
            entry = next((each for each in leaf.above(5) if each.type in ("enum_constant", "enum_entry")), None)
            if entry is not None:
                name = name_of(entry.field("name") or entry.children[0])
                yield Constant(class_name(entry) or "", name, found[0])

    def _obsolete(self) -> Iterator[ObsoleteCall]:
        seen: set[int] = set()
        for found in _OBSOLETE.finditer(self.text):
            leaf = leaf_at(self.root, found.start())
            name = found[1].capitalize() + "Sms" + found[2]
            if name not in OBSOLETE or any(each.type in COMMENTS for each in (leaf, *leaf.above(2))):
                continue
            made = next((one for each in leaf.above(4) if (one := call(each))), None)
            is_named = made is not None and made.name == found[0] and leaf.source.endswith(found[0])
            is_action = leaf.source.strip("'\"`") == name and any(
                each.type in STRINGS for each in (leaf, *leaf.above(2))
            )
            function = function_around(leaf)
            if function is not None and plain_field(name_of(function.field("name"))).startswith(name.lower()):
                continue  # the SDK's own function
            line = self.text.count("\n", 0, found.start())
            if (is_named or is_action) and line not in seen:
                seen.add(line)
                yield ObsoleteCall(name, *found.span(), tuple(ignores_at(self.text, found.start(), found.start())))


def _copies(value: CodeNode, name: str) -> bool:
    """Whether a value is a field of another object with the same name."""
    found = member(value)
    return found is not None and plain_field(found[1]) == name


def _block(node: CodeNode) -> int:
    """What identifies the block of statements that a node is in."""
    for each in node.above():
        if "block" in each.type or each.type in ("statement_list", "compound_statement", "program", "module"):
            return each.start
    return -1


def _word(pattern: str):  # type: ignore[no-untyped-def]
    import re

    return re.compile(rf"\b(?:{pattern})\b")
