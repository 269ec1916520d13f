"""The sentences of `smslint server` on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

OPTIONS: Final[Mapping[str, Bilingual]] = {
    "tcp": Bilingual(
        "Listen for one client on this TCP address; port 0 picks a free port and prints it.",
        "在该 TCP 地址上等待一个客户端；端口 0 表示自动选择空闲端口并输出。",
    ),
    "ws": Bilingual("Like --tcp, over a WebSocket.", "同上，使用 WebSocket。"),
    "log_file": Bilingual(
        "Write the log to this file instead of standard error; the log never contains template text.",
        "把日志写入该文件，而不是标准错误；日志不含模板文本。",
    ),
    "log_level": Bilingual("The lowest level to log.", "日志的最低级别。"),
}
ONE_CHANNEL: Final = Bilingual("Use only one of --stdio, --tcp and --ws.", "--stdio、--tcp 与 --ws 只能指定一个。")
BAD_ADDRESS: Final = Bilingual(
    "{given} is not a valid address; use HOST:PORT, for example 127.0.0.1:2087.",
    "{given} 不是有效的地址，请写成 HOST:PORT，例如 127.0.0.1:2087。",
)
NO_WEBSOCKETS: Final = Bilingual(
    "--ws needs the websockets package: pip install 'smslint[ws]'.",
    "--ws 需要 websockets 包：pip install 'smslint[ws]'。",
)
