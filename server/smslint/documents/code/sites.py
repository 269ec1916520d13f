"""Finds where source code sends: requests with a TemplateParam, and calls of what wraps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.calls import CallFinder, wrapper_of
from smslint.documents.code.codes import codes_of
from smslint.documents.code.comments import ignores_at
from smslint.documents.code.elements import element_keys
from smslint.documents.code.fold import fold
from smslint.documents.code.json_text import json_keys
from smslint.documents.code.keys import keys_of
from smslint.documents.code.literals import CODE_LITERAL
from smslint.documents.code.parts import (
    COMMENTS,
    MAPS,
    STRINGS,
    assignment,
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
from smslint.documents.code.scope import Scope, class_name, function_name, returned
from smslint.documents.code.site import (
    CodeFacts,
    CodeReason,
    CodeReference,
    Constant,
    Keys,
    ObsoleteCall,
    SendSite,
    SendWrapper,
    Unknown,
)
from smslint.documents.code.source_tree import CodeNode, descendants, leaf_at
from smslint.documents.schemas import OBSOLETE

_EASY: Final = lazy_pattern(r"setTemplate(?=\()|['\"]template['\"](?=\s*=>)")
_OBSOLETE: Final = lazy_pattern(r"\b([aA]dd|[mM]odify|[qQ]uery)Sms(Template|Sign)(?:Request|WithOptions|Async)?\b")
_OTHER_PRODUCT: Final = lazy_pattern(r"SendSmsVerifyCode|sendSmsVerifyCode|##code##")
_PARAMS: Final = ("templateparam", "templateparamjson")
_TEMPLATE_CODE: Final = lazy_pattern(r"(?<![a-zA-Z_])(?:set_?|with)?[tT]emplate_?[cC]ode(?!\w)")
_EXACT: Final = lazy_pattern(r"[\"']TemplateCode[\"']")
_FURTHER: Final = lazy_pattern(r"param|data|var|content|context|arg|value|body|json|replace")
_SENDER: Final = lazy_pattern(
    r"(?i)send|response|execute|request|query|post|action|call|invoke|sign|log|print|json|url|encode|fetch|http|sort"
)
_JSON: Final = lazy_pattern(r"\{\s*\\?[\"'][A-Za-z_]\w*\\?[\"']\s*:")
_ENVELOPE: Final = frozenset(
    {"mobile", "phone", "phonenumbers", "msg", "message", "status", "success", "data", "errcode"}
)
_MOST_TEXTS: Final = 50
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

    def facts(self) -> CodeFacts:
        """All that the file tells."""
        number = 0
        for found in PARAM.finditer(self.text):
            if (number := number + 1) > _MOST:
                break
            self._anchor(found.start())
        if self.language == "php":
            for found in _EASY.finditer(self.text):
                self._easy(found.start() + 1)
            if "EasySms" in self.text:
                self._easy_messages()
        for declared in self._declared:
            self._declared_calls(*declared)
        self._without_param()
        if not self.sites and not self.wrappers and CODE_LITERAL.search(self.text):
            self._joined_texts()
        calls = CallFinder(self.root, self.scope, self._requests, self.wrappers).calls(self._taken)
        self.sites.sort(key=lambda each: each.start)
        return CodeFacts(
            tuple(self.sites),
            tuple(self.wrappers),
            tuple(calls),
            tuple(self._constants()),
            tuple(self._obsolete()),
        )

    def _anchor(self, start: int) -> None:
        leaf = leaf_at(self.root, start)
        if any(each.type in COMMENTS for each in (leaf, *leaf.above(2))):
            return
        found = self._requests.field_at(leaf, _PARAMS)
        if found is None:
            return
        field, holder = found
        if field.value.start in self._taken:
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
        named = function_name(function)
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
        keys: Keys | Unknown = element_keys(value, self.scope) if batch else keys_of(value, self.scope)
        if isinstance(keys, Keys) and self.language == "python" and value.type == "dictionary":
            keys = keys._replace(bare=True)
        code = self._code_field([each for each in fields if each.name in ("templatecode", "templateid")], field)
        sign = next((each for each in fields if each.name == "signname"), None)
        self._append(field, code, keys, sign)

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
            function_name(function),
            tuple(ignores_at(self.text, field.value.start, field.node.start)),
        )  # fmt: skip
        self.sites.append(site)
        wrapper = wrapper_of(field, code, known, self.scope)
        if wrapper is not None:
            self.wrappers.append(wrapper)

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
        number = 0
        for found in _TEMPLATE_CODE.finditer(self.text):
            if (number := number + 1) > _MOST:
                return
            leaf = leaf_at(self.root, found.start())
            if any(each.type in COMMENTS for each in (leaf, *leaf.above(2))):
                continue
            at = self._requests.field_at(leaf, ("templatecode",))
            if at is None or at[0].value.start in self._taken:
                continue
            field, holder = at
            fields = self._requests.fields(holder)
            if not self._sends_nothing(field, holder, {each.name for each in fields}):
                continue
            self._taken.add(field.value.start)
            sign = next((each for each in fields if each.name == "signname"), None)
            self._append(field._replace(name="templateparam"), [field], Keys(()), sign)

    def _joined_texts(self) -> None:
        """Texts of JSON with values joined in, in a file that names a code and has no other place that sends."""
        number = 0
        for found in _JSON.finditer(self.text):
            if (number := number + 1) > _MOST_TEXTS:
                return
            leaf = leaf_at(self.root, found.start())
            node = next((each for each in (leaf, *leaf.above(2)) if each.type in STRINGS), None)
            if node is None or any(each.type in COMMENTS for each in node.above(2)):
                continue
            for each in node.above(100):
                if "binary" not in each.type and each.type not in ("additive_expression", "concatenated_string"):
                    break
                node = each
            folded = fold(node, self.scope) if node.start not in self._taken else None
            keys = json_keys(folded) if folded is not None and folded.holes else None
            if not isinstance(keys, Keys) or any(key.kind not in ("joined", "text", "hole") for key in keys.found):
                continue
            if any(key.name.lower() in _ENVELOPE for key in keys.found):
                continue
            self._taken.add(node.start)
            self._append(RequestField("templateparam", node, node), [], keys, None)

    def _sends_nothing(self, field: RequestField, holder: Holder, names: set[str]) -> bool:
        """Whether a request is complete and has no parameters, also none that something else may add to it."""
        function = function_around(field.node)
        if function is None or len(function.source) > 20_000 or not {"phonenumbers", "signname"} <= names:
            return False
        if any(_FURTHER.search(name) for name in names) or _OTHER_PRODUCT.search(function.source):
            return False
        variable = holder.variable
        if holder.node is not None:
            outer_calls = [made for node in (holder.node, *holder.node.above(8)) if (made := call(node))]
            source = holder.node.source
            is_request = _EXACT.search(source) is not None or any(
                "Request" in made.node.source for made in outer_calls[:1]
            )
            if (
                not (is_request or "Request" in self._made_by(holder.node))
                or "..." in source
                or "**" in source
                or PARAM.search(source)
            ):
                return False
            set_ = next((each for node in holder.node.above(6) if (each := assignment(node))), None)
            variable = name_of(set_.key) if set_ is not None and is_plain_name(set_.key) else ""
            if not variable:
                return any(_SENDER.search(made.name) for made in outer_calls)
        if variable in OWN or PARAM.search(function.source):
            return False
        for use in descendants(function):
            if is_plain_name(use) and name_of(use) == variable:
                made = next((one for node in use.above(2) if (one := call(node))), None)
                given = made is not None and any(unwrapped(one.node).start == use.start for one in made.arguments)
                if made is not None and given and not _SENDER.search(made.name):
                    return False
        return True

    @staticmethod
    def _made_by(node: CodeNode) -> str:
        """What stands before an initializer: `new SendSmsRequest`, `&dysmsapi.SendSmsRequest`."""
        parent = node.parent
        return parent.text[parent.start : node.start] if parent is not None else ""

    def _easy_messages(self) -> None:
        """Messages of easy-sms as classes, with a method for the template and one for the data."""
        for data in self.scope.functions("getData"):
            around = class_around(data)
            template = next(
                (each for each in self.scope.functions("getTemplate") if class_around(each) is around), None
            )
            if around is None or template is None or not (found := returned(data)):
                continue
            fields = [RequestField("template", template, template)]
            self._append(RequestField("data", found[0], data), fields, keys_of(data, self.scope), None)

    def _constants(self) -> Iterator[Constant]:
        """The constants of the file that hold a code, and the constants of enums with a code among their arguments."""
        if CODE_LITERAL.search(self.text) is None:
            return
        for name, values in self.scope.constants().items():
            for value in values:
                folded = fold(value, self.scope) if value.type in STRINGS else None
                if folded is not None and CODE_LITERAL.fullmatch(folded.text.strip()):
                    yield Constant(class_name(value) or "", name, folded.text.strip())
        for found in CODE_LITERAL.finditer(self.text):
            leaf = leaf_at(self.root, found.start())
            entry = next((each for each in leaf.above(5) if each.type in ("enum_constant", "enum_entry")), None)
            if entry is not None:
                name = name_of(entry.field("name") or entry.children[0])
                yield Constant(class_name(entry) or "", name, found[0])

    def _obsolete(self) -> Iterator[ObsoleteCall]:
        seen: set[int] = set()
        if "SmsTemplate" not in self.text and "SmsSign" not in self.text:
            return
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
            if function is not None and plain_field(function_name(function)).startswith(name.lower()):
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
