"""`smslint new`: a template to start from, which itself passes every check."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from smslint.cli.terminal import Refused, Spoken, chosen_language, say
from smslint.core.template import TYPES, Template, TemplateType, Variable
from smslint.language import Language
from smslint.language import cli as texts

STARTS: Mapping[TemplateType, Template] = {
    "verification": Template(
        "您的验证码为${code}，5分钟内有效，请勿告诉他人。",
        variables={"code": Variable("code", "numberCaptcha", "482913")},
        signature="示例科技",
        description="用户登录时校验手机号。",
    ),
    "notification": Template(
        "尊敬的${name}，您预约的${time}到店体验已确认，请准时前来。",
        variables={"name": Variable("name", "name", "王小明"), "time": Variable("time", "time", "14:30")},
        signature="示例科技",
        description="顾客预约到店后确认时间。",
    ),
    "promotional": Template(
        "本店周年庆，会员到店可领取纪念礼品一份，数量有限，欢迎前来。拒收请回复R",
        signature="示例科技",
        description="周年庆期间告知会员到店活动。",
    ),
    "international": Template(
        "Your appointment at our store is confirmed. Please arrive ten minutes early.",
        international_type="notification",
        signature="Example",
        description="Confirms an appointment that the customer has made.",
    ),
    "digital": Template(
        "本店新品已上架，欢迎到店体验。",
        signature="示例科技",
        description="新品上架时告知会员。",
    ),
}
"""What each type starts from: plain wording that no rule has anything to say about."""


@click.command(cls=Spoken, about=texts.COMMANDS["new"], options=texts.NEW)
@click.argument("name")
@click.option("--type", "kind", type=click.Choice(TYPES), required=True)
@click.option("--signature")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True)
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(
    name: str, kind: TemplateType, signature: str | None, output: Path | None, force: bool, language: Language | None
) -> None:
    from smslint.documents.manifest import sms_text
    from smslint.workspace.writing import replace as written

    if output is None and (name in ("", ".", "..") or set(name) & set('/\\:*?"<>|\0')):
        raise Refused(texts.NEW_NAME.fill(name=name))
    path = output or Path(f"{name}.sms")
    if os.path.lexists(path) and not force:
        raise Refused(texts.NEW_EXISTS.fill(path=path))
    start = STARTS[kind]
    text = sms_text(replace(start, name=name, type=kind, signature=signature or start.signature))
    if text is None:
        raise Refused(texts.NEW_NAME.fill(name=name))
    try:
        written(path, text.encode("utf-8"))
    except OSError as error:
        raise Refused(texts.NO_OUTPUT.fill(path=path, why=error.strerror or str(error))) from None
    say(texts.NEW_WRITTEN.text(chosen_language(language), path=path))
