"""Mutations that break documents."""

from __future__ import annotations

from random import Random

from fuzz.snippets import ODD_TEXTS, odd_text

DEPTHS = (3, 63, 64, 65, 70, 1000, 30_000)
NESTS = (
    ("[", "]"),
    ("{", "}"),
    ('{"a":', "}"),
    ("- ", ""),
    ("a: ", ""),
    ('{"templates":[', "]}"),
    ("${", "}"),
    ("(", ")"),
    ("【", "】"),
    ('"', '"'),
    ("? ", ""),
    ("&a ", ""),
    ("!a ", ""),
    ("\\", ""),
    ("http://", ""),
    ("拒收请回复R", ""),
    ("1", ""),
    ("a.", ""),
    ("\ufffd", ""),
    ("\u0301", ""),
)
"""Opening and closing texts; each is repeated up to one of the depths."""


def mutate(random: Random, data: bytes, other: bytes = b"") -> bytes:
    """Data with one to four mutations."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        data = random.choice(_MUTATIONS)(random, data, other)
    return data[: 1 << 18]


def _flip(random: Random, data: bytes, other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _byte(random: Random, data: bytes, other: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + random.randint(0, 1) :]


def _cut(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _behead(random: Random, data: bytes, other: bytes) -> bytes:
    return data[random.randint(0, len(data)) :]


def _drop(random: Random, data: bytes, other: bytes) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + data[start + random.randint(1, 20) :]


def _insert(random: Random, data: bytes, other: bytes) -> bytes:
    at = _between_characters(random, data)
    return data[:at] + odd_text(random).encode("utf-8", "surrogatepass") + data[at:]


def _repeat_part(random: Random, data: bytes, other: bytes) -> bytes:
    start = _between_characters(random, data)
    part = data[start : start + random.randint(1, 60)]
    return data[:start] + part * random.choice((2, 2, 3, 20)) + data[start:]


def _repeat_line(random: Random, data: bytes, other: bytes) -> bytes:
    """Duplicate keys, rows and markers."""
    parts = data.split(b"\n")
    at = random.randrange(len(parts))
    to = random.randint(0, len(parts))
    return b"\n".join([*parts[:to], parts[at], *parts[to:]])


def _swap_lines(random: Random, data: bytes, other: bytes) -> bytes:
    parts = data.split(b"\n")
    one, two = random.randrange(len(parts)), random.randrange(len(parts))
    parts[one], parts[two] = parts[two], parts[one]
    return b"\n".join(parts)


def _indent(random: Random, data: bytes, other: bytes) -> bytes:
    parts = data.split(b"\n")
    at = random.randrange(len(parts))
    parts[at] = random.choice((b" ", b"  ", b"\t", b"    ")) + parts[at]
    return b"\n".join(parts)


def _splice(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _nest(random: Random, data: bytes, other: bytes) -> bytes:
    opening, closing = random.choice(NESTS)
    depth = random.choice(DEPTHS if random.random() < 0.03 else DEPTHS[:5])
    at = _between_characters(random, data)
    inside = odd_text(random, 2) + (closing * depth if random.random() < 0.5 else "")
    return data[:at] + (opening * depth + inside).encode("utf-8", "surrogatepass") + data[at:]


def _replace(random: Random, data: bytes, other: bytes) -> bytes:
    """Replace some or all occurrences of a text."""
    old = random.choice((b"\n", b'"', b":", b",", b"  ", b"}", b"-", b"$", "，".encode(), b"c", b"\t", b";"))
    return data.replace(old, random.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")[:8], random.choice((1, 3, -1)))


def _between_characters(random: Random, data: bytes) -> int:
    at = random.randint(0, len(data))
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


_MUTATIONS = (
    _flip,
    _byte,
    _cut,
    _behead,
    _drop,
    _insert,
    _insert,
    _insert,
    _repeat_part,
    _repeat_line,
    _swap_lines,
    _indent,
    _splice,
    _nest,
    _replace,
)
