"""What is said about pictures, videos and sounds."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

EMPTY: Final = Bilingual("it is empty", "文件为空")
CUT: Final = Bilingual(
    "it is cut off: {part} needs {needed} bytes, and {left} are left",
    "文件不完整：{part} 需要 {needed} 字节，只剩 {left} 字节",
)
NO_PART: Final = Bilingual("it is damaged: it has no {part}", "文件已损坏：缺少 {part}")
NO_END: Final = Bilingual("it is cut off: its end mark {part} is missing", "文件不完整：缺少结束标记 {part}")
BAD_SIZE: Final = Bilingual("it is damaged: {part} has a size of {size}", "文件已损坏：{part} 的大小为 {size}")
BAD_CHECKSUM: Final = Bilingual("it is damaged: the checksum of {part} is wrong", "文件已损坏：{part} 的校验和不正确")
PAST_END: Final = Bilingual(
    "it is damaged: the box {part} ends {bytes} bytes behind the one that holds it",
    "文件已损坏：盒子 {part} 超出外层盒子 {bytes} 字节",
)
TOO_DEEP: Final = Bilingual("its boxes are nested more than {limit} deep", "盒子嵌套超过 {limit} 层")
TOO_MANY: Final = Bilingual("it has more than {limit} parts, and is not read further", "超过 {limit} 个部分，不再读取")
NO_AUDIO: Final = Bilingual("it is damaged: it has no two audio frames in a row", "文件已损坏：没有连续的两个音频帧")
NO_PICTURE: Final = Bilingual("it is damaged: it has no picture", "文件已损坏：其中没有图片")

UNKNOWN: Final = Bilingual("of no known format", "无法识别的格式")
UTF8: Final = Bilingual("text in UTF-8", "UTF-8 文本")
OTHER_TEXT: Final = Bilingual("text in {encoding}", "{encoding} 文本")
WITH_VIDEO: Final = Bilingual("{container} with {codec}", "{container}（视频为 {codec}）")
WITH_SOUND: Final = Bilingual("{container} with {codec} and no video", "{container}（只有 {codec} 音频，没有视频）")
NO_TRACK: Final = Bilingual("{container} without video", "没有视频的 {container}")

KINDS: Final = {
    "image": Bilingual("a picture", "图片"),
    "video": Bilingual("a video", "视频"),
    "audio": Bilingual("a sound", "音频"),
}
ALLOWED: Final = {
    "image": Bilingual("PNG, GIF or JPG", "PNG、GIF 或 JPG"),
    "video": Bilingual("MP4 with H.264", "H.264 编码的 MP4"),
    "audio": Bilingual("MP3", "MP3"),
}
PARTS: Final = {
    "text": Bilingual("text", "文字"),
    "image": Bilingual("pictures", "图片"),
    "video": Bilingual("video", "视频"),
    "audio": Bilingual("sound", "音频"),
}
NOTHING: Final = Bilingual("nothing", "空白")
TEXT_SHARE: Final = Bilingual("text {size}", "文字 {size}")
BAD_CHARACTER: Final = Bilingual('it contains "{text}"', "含有“{text}”")
BAD_LENGTH: Final = Bilingual(
    "it has {length} characters, {low} to {high} are allowed", "有 {length} 个字符，应为 {low}～{high} 个"
)
ONLY_LETTERS: Final = Bilingual("it has letters alone", "只有字母")
ONLY_DIGITS: Final = Bilingual("it has digits alone", "只有数字")
