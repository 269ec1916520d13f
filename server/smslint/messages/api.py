"""Texts about requests to the vendor's API and its responses."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

NO_TYPE: Final = Bilingual(
    "the request needs a template type, but the document has none", "请求必须带模板类型，而文档没有给出"
)
DIGITAL_NO_FRAMES: Final = Bilingual(
    "the request of a digital template holds its pictures and videos, and the document names none in `frames`",
    "数字短信模板的请求须附上图片与视频，而文档没有在 `frames` 中写明",
)
DIGITAL_HAS_CODE: Final = Bilingual(
    "no documented call changes a digital template ({code}); remove the code to apply for a new one",
    "没有可修改数字短信模板（{code}）的接口；如需另行申请，请去掉模板 CODE",
)
DIGITAL_NO_FILE: Final = Bilingual("{path}: {reason}", "{path}：{reason}")
DIGITAL_NOT_WHOLE: Final = Bilingual(
    "files stand here with their path and SHA-256; --output FILE writes the request with their bytes (Base64)",
    "此处文件只写路径与 SHA-256；用 --output FILE 可写出含文件内容（Base64）的请求",
)
NOT_REJECTED: Final = Bilingual(
    "{code} is {status}; only rejected templates can be changed; remove the code to apply for a new template",
    "{code} 的状态为{status}：只有审核未通过的模板可以修改；如需另行申请，请去掉模板 CODE",
)
STATUS_UNKNOWN: Final = Bilingual(
    "the request changes {code}, which the API accepts only if that template was rejected; remove the code "
    "to apply for a new template",
    "该请求将修改 {code}，仅当其审核未通过时 API 才会接受；如需另行申请，请去掉模板 CODE",
)
STATUSES: Final = {
    "in-review": Bilingual("in review", "审核中"),
    "approved": Bilingual("approved", "审核通过"),
    "rejected": Bilingual("rejected", "审核未通过"),
    "cancelled": Bilingual("canceled", "已取消审核"),
}
INTL_NUMBERING: Final = Bilingual(
    "IntlType {number} means {kind} in version 4.6.0 of the Alibaba Cloud SDK; older versions use other numbers",
    "IntlType {number} 按厂商 SDK 4.6.0 的编号表示{kind}，旧版 SDK 的编号与此不同",
)
NO_REASON: Final = Bilingual(
    "redirection[{index}]: the API requires the reason why the company differs, but the document gives none in reason",
    "redirection[{index}]：API 要求填写企业与签名资质不一致的原因，而文档的 reason 未填写",
)
NO_NUMBER: Final = Bilingual(
    'redirection[{index}]: no parameter says that "{value}" is no number and no link; in the console, choose Set as '
    "non-redirection information",
    "redirection[{index}]：没有参数可说明“{value}”不是号码或链接；请在控制台点击“设为非引流信息”",
)
NOT_UPLOADED: Final = Bilingual(
    "{path} has no key: upload it (GetOSSInfoForUploadFile) and name its key with --keys",
    "{path} 没有 key：请先上传（GetOSSInfoForUploadFile），再用 --keys 给出其 key",
)
REASONS_ADDED: Final = Bilingual(
    "Remark is the description with the reasons of {variables}, for which there is no other parameter",
    "Remark 在申请说明之后附上了 {variables} 的属性原因，因为没有其他参数可以填写",
)
KEYS_NOT_READ: Final = Bilingual(
    "{path} must be a JSON object that maps paths to keys: {reason}.",
    "{path} 应为由路径到 key 的 JSON 对象：{reason}。",
)
NOT_TEXTS: Final = Bilingual("its keys and values must be texts", "键和值都应为文本")
HAS_ERRORS: Final = Bilingual(
    "{path}: {template}: request not generated: the template has errors ({count}). The first: {first} To "
    "generate it anyway, use --allow-errors.",
    "{path}：{template}：有 {count} 个错误，未生成请求。首个错误：{first}如仍要生成，请加 --allow-errors。",
)
NO_REQUEST: Final = Bilingual(
    "{path}: {template}: request not generated: {reason}.", "{path}：{template}：未生成请求：{reason}。"
)
NOTE: Final = Bilingual("{path}: {template}: {note}.", "{path}：{template}：{note}。")
NOT_KEPT: Final = Bilingual("{key} ({value}) was not kept", "未保留 {key}（{value}）")
AS_TEXT: Final = Bilingual(
    "the example {value} of {variable} was kept as text", "变量 {variable} 的示例值 {value} 保留为文本"
)
NO_MEDIA: Final = Bilingual(
    "pictures, videos and sounds are not in the answer; write them in `frames`",
    "返回结果不含图片、视频与音频，请在 `frames` 中补写",
)
CANNOT_HOLD: Final = Bilingual(
    "not written: the content contains characters that a template file cannot store",
    "内容含有模板文件无法保存的字符，未写入",
)
NOT_A_TEMPLATE: Final = Bilingual("not a template", "不是模板")
EXISTS: Final = Bilingual(
    "{path} already exists and was not changed; use --overwrite to replace it.",
    "{path} 已存在，未作改动；如要覆盖，请加 --overwrite。",
)
LEADS_OUT: Final = Bilingual(
    "{path} is a link to a file outside of the folder and was not written.",
    "{path} 是指向文件夹之外的链接，未写入。",
)
UNREADABLE: Final = Bilingual("{path}: cannot read the file: {reason}.", "{path}：无法读取：{reason}。")
NOTHING_FOUND: Final = Bilingual("{path}: no templates found.", "{path}：没有模板。")
NOT_KNOWN: Final = Bilingual("the unknown field {field} was not kept", "未保留未知字段{field}")
LIST_LACKS_ATTRIBUTES: Final = Bilingual(
    "{path}: a list does not have the attributes of variables; the answers of GetSmsTemplate have them.",
    "{path}：列表不含变量属性，GetSmsTemplate 的返回结果才有。",
)
NOTHING_MOVES: Final = Bilingual(
    "{path}: templates do not move between accounts: in another account, each is applied for again.",
    "{path}：模板不能在账号之间迁移：换一个账号时，须逐个重新申请。",
)
NOT_READ: Final = Bilingual("not kept: {field} {reason}", "未保留：{field}{reason}")
PAYLOAD_OPTIONS: Final = {
    "allow_errors": Bilingual("Also generate requests for templates that have errors.", "模板有错误时也生成请求。"),
    "changed": Bilingual(
        "Only for templates that the account in the lock lacks or has otherwise.",
        "只为锁文件中没有或与之不同的模板生成。",
    ),
    "keys": Bilingual(
        "A JSON file with the key (OSS) of each uploaded material by its path.",
        "JSON 文件：各材料路径对应的、上传后的 OSS key。",
    ),
    "output": Bilingual(
        "Write to a file instead of standard output, with the bytes of pictures and videos.",
        "写入文件，而不是标准输出；请求中含图片与视频的内容。",
    ),
}
IMPORT_OPTIONS: Final = {
    "to": Bilingual(
        "sms: one file per template; yaml: one .sms.yaml file for all.",
        "sms：每个模板一个文件；yaml：全部写入一个 .sms.yaml 文件。",
    ),
    "output": Bilingual("The folder to write to (default: the current folder).", "写入的文件夹（默认为当前文件夹）。"),
    "overwrite": Bilingual("Overwrite existing files.", "覆盖已存在的文件。"),
}
