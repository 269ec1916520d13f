"""Records of the vendor's console in comments: 模板类型, 模板名称, 模板CODE, 模板内容, each with its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.layout import LayoutPart
from smslint.documents.code.literals import BARE, CODE_LITERAL, COMMENT
from smslint.documents.fields import BY_NAME
from smslint.documents.nested import choice

CONTENT: Final = lazy_pattern(r"模[板版]内容(?![为是中里的])[ \t\u3000]*[:：]?")
_LABEL: Final = lazy_pattern(
    r"(?<![\u4e00-\u9fff])(?:短信)?(模[板版](?:类型|名称|内容|CODE|code|Code|ID|Id|id|编号|编码|说明)|申请说明|场景说明|短信签名|签名名称|变量属性|"
    r"审核状态|创建时间|关联签名|应用场景|短信类型|适用场景)(?![\u4e00-\u9fff\w])[ \t\u3000]*[:：]?[ \t\u3000]*"
)
_KEYS: Final = {
    "类型": "type", "短信类型": "type", "名称": "name", "内容": "content", "CODE": "code", "ID": "code", "编号": "code",
    "编码": "code", "短信签名": "signature", "签名名称": "signature", "关联签名": "signature",
}  # fmt: skip
_BREAK: Final = lazy_pattern(
    r"(?:<br[ \t]?/?>|</?p>)?[ \t]*+(?:\r\n|\r|\n)[ \t]*+(?:\*(?!/)|///?!?|#{1,9}(?!\{)|-{2,9}(?!>))?[ \t]*+(?:</?p>)?"
)
_CLOSED: Final = "。！？!?；;.”】"
_NEXT: Final = lazy_pattern(
    r"[@<{}\[(]|\*/|-->|[\w\u4e00-\u9fff]{1,12}[ \t]*[:：]|\Z|[\r\n]"
    r"|(?:public|private|static|const|final|def|var|let|return)\b"
)
_BLANKS: Final = " \t\u3000,，;；|"
_BESIDE: Final = " \t\u3000:：,，-—=>→|/*#<!()（）[]"
_CLOSING: Final = ("*/", "-->", "<br>", "<br/>", "<br />", "</p>")
_SAMPLES: Final = lazy_pattern(
    r"(?:亲爱的|尊敬的)\$\{name\}\s*[,，]?\s*您的验证码为\$\{code\}|\$\{name\}\s*[,，]\s*您的验证码[为是]?\$\{code\}"
)
_SPOKEN: Final = lazy_pattern(r"短信模[板版]|模[板版](?:形式|样式|示例|格式)")
_QUOTED: Final = lazy_pattern(
    r"“([^“”\r\n]{6,500})”|「([^「」\r\n]{6,500})」|\"([^\"\r\n]{6,500})\"|'([^'\r\n]{6,500})'"
)
_IN_BRACES: Final = lazy_pattern(r"\$?\{\s*[A-Za-z_]\w*\s*\}")
_OTHERS: Final = lazy_pattern(r"腾讯|华为|百度|网易|容联|云片|聚合|七牛|又拍|创蓝|梦网|极光|火山")
PLACEHOLDER: Final = lazy_pattern(r"\$\{\s*[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*\s*\}")
HAN: Final = lazy_pattern(r"[\u4e00-\u9fff]")


def is_sample(content: str) -> bool:
    """Whether a text is the example that the vendor's SDK has in its comments."""
    return _SAMPLES.search(content) is not None


def console_records(text: str, start: int, end: int) -> Iterator[list[LayoutPart]]:
    """The records of a block of comments, each as the parts of a template that has a content."""
    current: list[LayoutPart] = []
    labels = 0
    marks = list(_LABEL.finditer(text, start, end))
    for number, mark in enumerate(marks):
        label = mark[1].removeprefix("模板").removeprefix("模版")
        key = _KEYS.get(label if mark[1].startswith("模") else mark[1]) or _KEYS.get(label.upper(), "")
        if key and any(each.key == key for each in current):
            if labels > 1:
                yield from _whole(current)
            current, labels = [], 0
        following = marks[number + 1].start() if number + 1 < len(marks) else end
        labels += 1
        part = _part(text, key, mark.end(), following)
        if part is not None:
            current.append(part)
    if labels > 1:
        yield from _whole(current)


def quoted_texts(text: str, start: int, end: int) -> Iterator[list[LayoutPart]]:
    """The texts in quotation marks in a comment that speaks of SMS templates of this vendor."""
    if _SPOKEN.search(text, start, end) is None or _OTHERS.search(text, start, end) is not None:
        return
    braces = _IN_BRACES if "阿里" in text[start:end] else PLACEHOLDER
    for found in _QUOTED.finditer(text, start, end):
        low, high = found.span(found.lastindex or 0)
        if braces.search(text, low, high) and len(HAN.findall(text, low, high)) > 3:
            yield [LayoutPart("content", COMMENT, low, high)]


def beside_codes(text: str, start: int, end: int) -> Iterator[list[LayoutPart]]:
    """The lines of a comment that consist of a code and a text, in either order."""
    for code in CODE_LITERAL.finditer(text, start, end):
        line = max(text.rfind("\n", start, code.start()) + 1, start)
        stop = text.find("\n", code.end(), end)
        for low, high in ((code.end(), end if stop < 0 else stop), (line, code.start())):
            while low < high and text[low] in _BESIDE:
                low += 1
            while high > low and text[high - 1] in _BESIDE:
                high -= 1
            part = trimmed(text, "content", low, high)
            if (
                part is None
                or CODE_LITERAL.search(text, part.start, part.end)
                or _LABEL.match(text, part.start, part.end)
            ):
                continue
            content = text[part.start : part.end]
            if PLACEHOLDER.search(content) and len(HAN.findall(content)) > 3 and not is_sample(content):
                yield [LayoutPart("code", BARE, *code.span()), part]
                break


def _whole(parts: list[LayoutPart]) -> Iterator[list[LayoutPart]]:
    if any(each.key == "content" for each in parts):
        yield parts


def _part(text: str, key: str, start: int, end: int) -> LayoutPart | None:
    """The value of a label: its line, and for a content the lines on which it goes on."""
    if not key:
        return None
    broken = _BREAK.match(text, start, end)
    if broken is not None:  # the value stands below its label
        start = broken.end()
    stop = _line_end(text, start, end)
    while key == "content" and stop < end and text[start:stop].rstrip()[-1:] not in _CLOSED:
        broken = _BREAK.match(text, stop, end)
        if broken is None or _NEXT.match(text, broken.end(), end):
            break
        stop = _line_end(text, broken.end(), end)
    return trimmed(text, key, start, stop)


def _line_end(text: str, start: int, end: int) -> int:
    for at in range(start, end):
        if text[at] in "\r\n":
            return at
    return end


def _rtrimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end


def trimmed(text: str, key: str, start: int, end: int) -> LayoutPart | None:
    """A value without blanks, marks and quotes around it; None if it is not of its field's kind."""
    while start < end and text[start] in " \t\u3000*":
        start += 1
    end = _rtrimmed(text, start, end)
    for closing in _CLOSING:
        if text.endswith(closing, start, end):
            end = _rtrimmed(text, start, end - len(closing))
    for opening, closing in (('"', '"'), ("“", "”"), ("'", "'"), ("`", "`")):
        if end - start > 1 and text[start] == opening and text[end - 1] == closing:
            start, end = start + 1, end - 1
    if start >= end:
        return None
    if key == "code":
        code = CODE_LITERAL.search(text, start, end)
        return LayoutPart("code", BARE, *code.span()) if code else None
    if key == "type" and choice(text[start:end], BY_NAME["type"]) is None:
        return None
    return LayoutPart(key, COMMENT if key == "content" else BARE, start, end)
