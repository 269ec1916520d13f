"""The document of a number; it is the same every time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from fuzz.generators import GENERATORS
from fuzz.mutations import mutate

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = tuple(GENERATORS)


@cache
def _examples(name: str) -> tuple[bytes, ...]:
    ending = name.removeprefix("a")
    return tuple(path.read_bytes() for path in sorted(EXAMPLES.rglob("*")) if path.name.endswith(ending))


def document(seed: int, number: int) -> tuple[str, bytes]:
    """The name and data of a document: most are broken, some are intact, a few are noise."""
    random = Random(f"{seed}:{number}")
    name = NAMES[number % len(NAMES)]
    if name == "a.sms.xlsx" and random.random() < 0.5:
        name = random.choice(NAMES)
    return name, _data(random, name)


def _data(random: Random, name: str) -> bytes:
    choice = random.random()
    if choice < 0.02:
        return random.randbytes(random.randint(0, 300))
    examples = _examples(name)
    data = random.choice(examples) if examples and choice < 0.05 else GENERATORS[name](random)
    if choice < 0.75:
        data = mutate(random, data, GENERATORS[random.choice(NAMES)](random) if random.random() < 0.1 else data)
    return data
