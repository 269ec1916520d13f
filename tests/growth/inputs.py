"""Inputs that grow in one respect only, for each respect in which files of strangers can be large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TEXT = "您好，您的包裹已到站，请领取。"
HEAD = "---\nname: 到站\ntype: notification\n"


@dataclass(frozen=True, slots=True)
class Growing:
    """A file whose size in one respect is a number of the caller's, and the first number worth measuring."""

    name: str
    file: str
    text: Callable[[int], str]
    start: int = 100
    settings: Callable[[int], str] | None = None


def _name(number: int) -> str:
    """A variable's name of letters alone, which differs from the others in more than its end."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(3))


def _front(rows: str) -> str:
    return f"{HEAD}{rows}---\n{TEXT}\n"


def _content(text: str, variables: str = "") -> str:
    return f"{HEAD}{variables}---\n{text}\n"


def _templates(row: Callable[[int], str], join: str = "", around: tuple[str, str] = ("", "")) -> Callable[[int], str]:
    return lambda count: around[0] + join.join(row(number) for number in range(count)) + around[1]


def _repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda count: before + unit * count + after


_YAML = f"name: 到站\ncontent: {TEXT}\n"
_JSON = f'{{"name": "到站", "content": "{TEXT}"'

INPUTS = (
    # Variables, placeholders, links and findings of one template
    Growing(
        "unused declarations",
        "a.sms",
        lambda n: _front("variables:\n" + "".join(f"  {_name(i)}: name\n" for i in range(n))),
    ),
    Growing(
        "near misses of names",
        "a.sms",
        lambda n: _content(
            "，".join(f"${{ordr{_name(i)}}}" for i in range(n)),
            "variables:\n" + "".join(f"  order{_name(i)}: name\n" for i in range(n)),
        ),
        start=400,
    ),
    Growing(
        "undeclared variables", "a.sms", lambda n: _content("，".join(f"${{{_name(i)}}}" for i in range(n))), start=400
    ),
    Growing(
        "uses of one variable",
        "a.sms",
        lambda n: _content("，".join(["${code}"] * n), "variables: {code: numberCaptcha}\n"),
        start=400,
    ),
    Growing("broken placeholders", "a.sms", lambda n: _content("您的{code}和$code和#code#，" * n), start=200),
    Growing("open braces", "a.sms", lambda n: _content("${" * n), start=3000),
    Growing("links", "a.sms", lambda n: _content("，".join(f"https://a{i}.example.cn/x" for i in range(n))), start=300),
    Growing("findings", "a.sms", lambda n: _content("最佳😀，，" * n), start=600),
    Growing("brackets", "a.sms", lambda n: _content("【" * n), start=3000),
    Growing("Han", "a.sms", lambda n: _content(TEXT * n), start=200),
    Growing("digits", "a.sms", lambda n: _content("1" * n), start=3000),
    Growing("letters and full stops", "a.sms", lambda n: _content("a." * n), start=2000),
    Growing("blanks", "a.sms", lambda n: _content("您" + " " * n + "好"), start=3000),
    Growing("lines of content", "a.sms", lambda n: _content("好\n" * n), start=1500),
    # Front matter
    Growing("unknown keys of front matter", "a.sms", lambda n: _front("".join(f"k{i}: 1\n" for i in range(n)))),
    Growing("comments of front matter", "a.sms", lambda n: _front("# c\n" * n)),
    Growing(
        "suppressions of front matter", "a.sms", lambda n: _front("# smslint: ignore[may-split] why\n" * n), start=400
    ),
    # YAML
    Growing("templates of YAML", "a.sms.yaml", _templates(lambda i: f"- name: t{i}\n  content: {TEXT}\n"), start=20),
    Growing("keys of a YAML mapping", "a.sms.yaml", lambda n: _YAML + "".join(f"k{i}: 1\n" for i in range(n))),
    Growing(
        "variables of YAML",
        "a.sms.yaml",
        lambda n: _YAML + "variables:\n" + "".join(f"  {_name(i)}: name\n" for i in range(n)),
    ),
    Growing("comments of YAML", "a.sms.yaml", _repeated("# c\n", _YAML)),
    Growing(
        "suppressions of YAML",
        "a.sms.yaml",
        _templates(lambda i: f"- name: t{i}\n  # smslint: ignore[description-missing] why\n  content: {TEXT}\n"),
        start=20,
    ),
    Growing(
        "anchors", "a.sms.yaml", _templates(lambda i: f"- &a{i} {{name: t{i}, content: {TEXT}}}\n- *a{i}\n"), start=20
    ),
    Growing("lines of a block scalar", "a.sms.yaml", _repeated(f"  {TEXT}\n", "name: 到站\ncontent: |\n"), start=400),
    Growing("lines of a folded scalar", "a.sms.yaml", _repeated(f"  {TEXT}\n", "name: 到站\ncontent: >\n"), start=400),
    Growing("escapes of YAML", "a.sms.yaml", _repeated("\\u4e59", 'name: 到站\ncontent: "', '"\n')),
    Growing("nesting of YAML", "a.sms.yaml", lambda n: "a: " + "[" * n + "]" * n + "\n"),
    # JSON and lines of JSON
    Growing(
        "templates of JSON",
        "a.sms.json",
        _templates(lambda i: f'{{"name": "t{i}", "content": "{TEXT}"}}', ",\n", ("[", "]\n")),
        start=20,
    ),
    Growing("keys of a JSON object", "a.sms.json", lambda n: _JSON + "".join(f', "k{i}": 1' for i in range(n)) + "}\n"),
    Growing("escapes of JSON", "a.sms.json", _repeated("\\u4e59", '{"name": "到站", "content": "', '"}\n')),
    Growing("nesting of JSON", "a.sms.json", lambda n: "[" * n + "]" * n + "\n"),
    Growing(
        "lines of JSON", "a.sms.jsonl", _templates(lambda i: f'{{"name": "t{i}", "content": "{TEXT}"}}\n'), start=20
    ),
    # Tables
    Growing("rows", "a.sms.csv", _templates(lambda i: f"t{i},{TEXT}\n", around=("name,content\n", "")), start=20),
    Growing(
        "columns",
        "a.sms.csv",
        lambda n: ",".join(["name", "content", *(f"c{i}" for i in range(n))]) + f"\n到站,{TEXT}" + ",x" * n + "\n",
    ),
    Growing("empty cells", "a.sms.csv", _repeated(",", f"name,content\n到站,{TEXT}\n", "\n")),
    Growing("lines of an open quote", "a.sms.csv", _repeated("x\n", 'name,content\n到站,"')),
    # Settings
    Growing(
        "suppressions of settings",
        "a.sms.jsonl",
        _templates(lambda i: f'{{"name": "t{i}", "content": "{TEXT}"}}\n'),
        start=20,
        settings=lambda n: "".join(
            f'[[suppress]]\nrule = "description-missing"\npath = "*{i}.jsonl"\nreason = "why"\n' for i in range(n)
        ),
    ),
)
