"""Finds the column of each variable in a table, or the column TemplateParam, whose JSON objects hold all variables; and
those of numbers, signatures and codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from smslint.core.nearest import nearest_name
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.values.tables.batch import InputError
from smslint.values.tables.place import plain_name

Role = Literal["phone", "signature", "code"]
PARAMETERS: Final = ("TemplateParam", "templateParam", "template_param", "TemplateParamJson")
"""Headings of a column that holds a JSON object with all variables, as the API SendSms takes it, or an array of such
objects, as SendBatchSms does."""
# fmt: off
_ROLES: Final[Mapping[Role, frozenset[str]]] = {
    "phone": frozenset((
        "phonenumbers", "phonenumber", "phonenumberjson", "phones", "phone", "phoneno", "mobiles", "mobile", "mobileno",
        "mobilenumber", "mobilephone", "cellphone", "cell", "tel", "telephone", "msisdn", "手机", "手机号", "手机号码",
        "电话", "电话号码", "联系电话", "联系方式", "移动电话", "号码", "接收号码", "收信号码", "收件人电话",
    )),
    "signature": frozenset((
        "signname", "signnamejson", "signaturename", "smssignname", "签名", "签名名称", "短信签名",
    )),
    "code": frozenset((
        "templatecode", "smstemplatecode", "templateid", "模板code", "模板编号", "模板编码", "模板id", "模版code",
    )),
}
# fmt: on
"""Plain headings of the columns that say to whom, under which name and what is sent."""
_PHONE_ENDINGS: Final = ("手机", "手机号", "手机号码", "phonenumber", "mobilephone")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of a template's variables; columns are numbered from 0.

    `columns` has the column of each variable. `missing` has the variables without a column, each with the column that
    may be meant; in JSONL, later lines may have the column, so these variables are in `columns`, too. `parameters` is
    the column TemplateParam if that holds all variables. `phone`, `signature` and `code` are the columns of numbers,
    SignName and TemplateCode. `extra` columns are none of these. `repeated` headings appear more than once; only the
    first of their columns is read.
    """

    columns: Mapping[str, int]
    missing: Mapping[str, str | None]
    extra: tuple[str, ...]
    repeated: tuple[str, ...]
    parameters: int | None = None
    phone: int | None = None
    signature: int | None = None
    code: int | None = None

    def column_of(self, variable: str) -> int | None:
        """The column that holds the values of a variable, None if there is none."""
        return self.columns.get(variable) if self.parameters is None else self.parameters

    @property
    def places(self) -> list[int]:
        """The columns that are read, in the order of the table."""
        beside = (self.parameters, self.phone, self.signature, self.code)
        return sorted({*self.columns.values(), *(place for place in beside if place is not None)})

    @property
    def is_empty(self) -> bool:
        """Whether no variable has a column, in any spelling."""
        if self.parameters is not None or not self.missing or self.columns.keys() - self.missing.keys():
            return False
        return not any(near and plain_name(near) == plain_name(name) for name, near in self.missing.items())


def map_columns(
    columns: Sequence[str],
    variables: Sequence[str],
    mapping: Mapping[str, str],
    seen: Sequence[str] | None = None,
    phone: str | None = None,
    likely: Callable[[str, Sequence[str]], str | None] | None = None,
    signatures: bool = True,
) -> ColumnMapping:
    """The column of each variable; `mapping` is `--map`, by column, and overrides equal names.

    `seen` are the columns that exist, if `columns` has others, too. `phone` is the column of numbers if it is said,
    `likely` finds what may be meant by a variable among the others; without `signatures`, SignName is not read. Raises
    `InputError` if `mapping` or `phone` names a column or variable that does not exist.
    """
    there = frozenset(columns if seen is None else seen)
    first: dict[str, int] = {}
    for place, column in enumerate(columns):
        first.setdefault(column, place)
    repeated = tuple(dict.fromkeys(name for place, name in enumerate(columns) if name and first[name] != place))
    for column, variable in mapping.items():
        _must_exist(column, tuple(there), messages.NO_COLUMN)
        _must_exist(variable, tuple(variables), messages.NO_VARIABLE)
    if phone is not None:
        _must_exist(phone, tuple(there), messages.NO_PHONE_COLUMN)
    by_variable = {variable: column for column, variable in mapping.items()}
    if len(by_variable) < len(mapping):
        twice = next(one for one in by_variable if list(mapping.values()).count(one) > 1)
        raise InputError(messages.MAPPED_TWICE.fill(variable=twice))
    found = {variable: by_variable.get(variable, variable) for variable in variables}
    used = {variable: first[column] for variable, column in found.items() if column in first}
    parameters = None
    if not any(columns[place] in there for place in used.values()):
        parameters = next((name for name in PARAMETERS if name in first), None)
    if parameters is not None:
        used = {}
    taken = {columns[place] for place in used.values()} | {parameters}
    free = [name for name in first if name in there and name not in taken]
    roles = {role: next((name for name in free if _has_role(name, role)), None) for role in _ROLES}
    if not signatures:
        roles["signature"] = None
    roles["phone"] = phone if phone is not None else roles["phone"]
    extra = tuple(name for name in free if name and name not in roles.values())
    missing: dict[str, str | None] = {}
    if parameters is None:
        missing = {variable: None for variable in variables if found[variable] not in there}
        for near in (nearest_column, likely) if likely else (nearest_column,):
            for variable in missing:
                left = [name for name in extra if name not in missing.values()]
                missing[variable] = missing[variable] or near(variable, left)
    places = {role: None if name is None else first[name] for role, name in roles.items()}
    return ColumnMapping(used, missing, extra, repeated, None if parameters is None else first[parameters], **places)


def known_headings() -> frozenset[str]:
    """The headings that are known without a template: parameters, numbers, signatures, codes."""
    return frozenset(PARAMETERS).union(*_ROLES.values())


def _has_role(name: str, role: Role) -> bool:
    plain = plain_name(name)
    return plain in _ROLES[role] or (role == "phone" and plain.endswith(_PHONE_ENDINGS))


def nearest_column(name: str, others: Sequence[str]) -> str | None:
    """The name that may have been meant: one that differs in case, blanks and marks only, else a close one."""
    plain = {plain_name(other): other for other in reversed(others)}
    if plain_name(name) in plain:
        return plain[plain_name(name)]
    close = nearest_name(plain_name(name), [one for one in plain if one])
    if close:
        return plain[close]
    mine = plain_name(name)
    within = [one for one in plain if one and len(mine) > 2 and (mine in one or one in mine)]
    return plain[within[0]] if within else None


def _must_exist(name: str, known: tuple[str, ...], text: Bilingual) -> None:
    if name not in known:
        near = nearest_column(name, known)
        hint = messages.NEAREST.fill(name=near) if near else messages.KNOWN.fill(names=known)
        raise InputError(text.fill(name=name, hint=hint))
