"""From the first message to the exit code, on every channel, with settings, logs and errors."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lsp.process import Process, framed
from lsp.wire import Wire
from smslint.lsp.method import Method
from smslint.lsp.methods import METHODS, hover
from smslint.workspace.check import check_template

SECRET = "绝密活动口令"
TEXT = f"---\nname: 甲\n---\n您好【{SECRET}】${{code}}"


def code(answer: dict[str, Any]) -> int:
    found: int = answer["error"]["code"]
    return found


def test_a_session(tmp_path: Path) -> None:
    process = Process()
    answer = process.initialize()["result"]
    assert answer["serverInfo"]["name"] == "smslint"
    assert answer["capabilities"]["positionEncoding"] == "utf-16"
    assert process.open("untitled:a", TEXT)["diagnostics"]
    assert process.leave() == (0, "")


@pytest.mark.parametrize(("option", "encoding"), [("utf-8", "utf-8"), ("bytes", "utf-16"), ([], "utf-16")])
async def test_the_options_say_how_a_client_counts(option: object, encoding: str) -> None:
    answer = await Wire().initialize(initializationOptions={"positionEncoding": option})
    assert answer["result"]["capabilities"]["positionEncoding"] == encoding


def test_what_the_protocol_refuses() -> None:
    process = Process()
    assert code(process.request("textDocument/hover", {})) == -32002
    process.notify("textDocument/didOpen", {"textDocument": None})
    assert "result" in process.initialize()
    assert code(process.request("initialize", {"capabilities": {}})) == -32600
    assert code(process.request("textDocument/hover", {"textDocument": 3})) == -32602
    assert code(process.request("textDocument/hover", None)) == -32602
    assert code(process.request("no/such/method", {})) == -32601
    process.write(framed(b"{broken"))
    assert code(process.answer(None)) == -32700
    process.write(framed(b"[]"))
    assert code(process.answer(None)) == -32600
    assert process.request("shutdown")["result"] is None
    assert code(process.request("textDocument/hover", {})) == -32600
    process.notify("exit")
    assert process.end() == (0, "")


@pytest.mark.parametrize("initialized", [False, True])
def test_exit_without_shutdown_is_a_failure(initialized: bool) -> None:
    process = Process()
    if initialized:
        process.initialize()
    process.notify("exit")
    assert process.end()[0] == 1


def test_a_client_that_is_gone_ends_the_server() -> None:
    process = Process()
    process.initialize()
    assert process.end()[0] == 1


def test_the_log_holds_no_text(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    process = Process("--log-file", str(log), "--log-level", "debug")
    process.initialize()
    process.open("untitled:a", TEXT)
    position = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 3, "character": 4}}
    process.request("textDocument/hover", position)
    process.request("textDocument/completion", position)
    process.request("textDocument/hover", {"textDocument": {"uri": SECRET}, "position": SECRET})
    process.request("workspace/executeCommand", {"command": SECRET})
    assert process.leave() == (0, "")
    assert SECRET not in log.read_text(encoding="utf-8")


async def test_an_internal_error_is_logged_and_shown_once_and_the_server_keeps_running(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(server: object, params: object) -> None:
        raise KeyError(SECRET)

    failing = [Method(each.name, fail) if each is hover.METHOD else each for each in METHODS]
    monkeypatch.setattr("smslint.lsp.methods.METHODS", failing)
    wire = Wire()
    await wire.initialize()
    params = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}}
    with caplog.at_level(logging.ERROR, logger="smslint"):
        for _ in range(3):
            answer = await wire.request("textDocument/hover", params)
            assert answer["error"]["code"] == -32603
            assert SECRET not in json.dumps(answer, ensure_ascii=False)
    shown = [each for each in wire.take() if each.get("method") == "window/showMessage"]
    assert len(shown) == 1
    assert caplog.text.count("in fail") == 3
    assert SECRET not in caplog.text
    wire.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": "untitled:a", "languageId": "smstemplate", "version": 1, "text": TEXT}},
    )
    await asyncio.sleep(0)
    assert [each["method"] for each in wire.take()] == ["textDocument/publishDiagnostics"]


async def test_an_error_in_one_template_keeps_the_findings_of_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def check(record: Any, *others: Any) -> Any:
        if record.template.name == "坏":
            raise ValueError(SECRET)
        return check_template(record, *others)

    monkeypatch.setattr("smslint.lsp.inspection.check_template", check)
    wire = Wire()
    await wire.initialize()
    text = "".join(f'{{"name": "{name}", "content": "您好【{name}】。"}}\n' for name in ("好", "坏", "行"))
    item = {"uri": "untitled:a.sms.jsonl", "languageId": "jsonl", "version": 1, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    sent = {each["method"]: each["params"] for each in wire.take()}
    assert "window/showMessage" in sent
    lines = {each["range"]["start"]["line"] for each in sent["textDocument/publishDiagnostics"]["diagnostics"]}
    assert lines == {0, 2}
    assert SECRET not in caplog.text


def test_settings_on_the_disk_are_seen_without_restart(tmp_path: Path) -> None:
    process = Process()
    process.initialize(tmp_path)
    uri = (tmp_path / "甲.sms").as_uri()
    settings = tmp_path / "smslint.toml"

    def codes(version: int) -> set[str]:
        found = process.change(uri, version, TEXT)
        return {each["code"] for each in found["diagnostics"]}

    process.open(uri, TEXT)
    assert "signature-brackets" in codes(2)
    settings.write_text('ignore = ["signature-brackets"]\n', encoding="utf-8")
    assert "signature-brackets" not in codes(3)
    settings.write_text('ignore = ["signature-brakets"]\n', encoding="utf-8")
    os.utime(settings, ns=(1, 1))
    assert "signature-brackets" not in codes(4)  # the last usable settings stay
    assert "signature-brackets" in json.dumps(process.heard[-1])  # the nearest name, in a warning
    settings.write_text("ignore = [\n", encoding="utf-8")
    os.utime(settings, ns=(2, 2))
    assert "signature-brackets" not in codes(5)
    assert process.heard[-1]["params"]["type"] == 1
    settings.unlink()
    assert "signature-brackets" in codes(6)
    assert process.leave() == (0, "")


async def test_settings_of_the_editor_apply_without_a_settings_file(tmp_path: Path) -> None:
    wire = Wire()
    options = {"language": "zh", "settings": {"ignore": ["signature-brackets"]}}
    folders = [{"uri": tmp_path.as_uri(), "name": "a"}]
    await wire.initialize(initializationOptions=options, workspaceFolders=folders)
    inside, governed = tmp_path / "a.sms", tmp_path / "b" / "b.sms"
    governed.parent.mkdir()
    (governed.parent / "smslint.toml").write_text("", encoding="utf-8")

    async def told(path: Path) -> set[str]:
        item = {"uri": path.as_uri(), "languageId": "smstemplate", "version": 1, "text": TEXT}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.sleep(0)
        published = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
        *_, found = [each["diagnostics"] for each in published if each["uri"] == path.as_uri()]
        return {each["code"] for each in found}

    assert "signature-brackets" not in await told(inside)
    assert "signature-brackets" in await told(governed)
    changed = {"smslint": {"settings": {"ignore": ["unsupported-character"]}}}
    wire.notify("workspace/didChangeConfiguration", {"settings": changed})
    for _ in range(3):
        await asyncio.sleep(0)
    wire.take()
    assert "signature-brackets" in await told(inside)
    wire.notify("workspace/didChangeConfiguration", {"settings": {"smslint": {"settings": {"severity": 3}}}})
    for _ in range(3):
        await asyncio.sleep(0)
    (message,) = [each["params"] for each in wire.take() if each["method"] == "window/showMessage"]
    assert message["type"] == 1
    assert "severity" in message["message"]


async def test_a_baseline_that_cannot_be_read_keeps_no_fix_away(tmp_path: Path) -> None:
    (tmp_path / "smslint.toml").write_text('baseline = "none.json"\n', encoding="utf-8")
    wire = Wire()
    await wire.initialize(
        capabilities={"workspace": {"applyEdit": True}}, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}]
    )
    uri = (tmp_path / "a.sms").as_uri()
    item = {"uri": uri, "languageId": "smstemplate", "version": 1, "text": "您好，订单已发货 "}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    params = {"command": "smslint.fixAll", "arguments": [{"uri": uri}]}
    wire.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params})
    for _ in range(20):
        await asyncio.sleep(0.01)
    sent = wire.take()
    assert [each for each in sent if each.get("method") == "workspace/applyEdit"]
    assert not [each for each in sent if "error" in each]


@pytest.mark.parametrize("trusted", [True, False])
async def test_a_folder_without_trust_names_no_other_files(tmp_path: Path, trusted: bool) -> None:
    (tmp_path / "other.toml").write_text('ignore = ["signature-brackets"]\n', encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "base.json").write_text("{broken", encoding="utf-8")
    names = 'extend = "other.toml"\nrules = ["own"]\nbaseline = "base.json"\nrule-url = "https://x.example/{rule}"\n'
    (tmp_path / "smslint.toml").write_text(f'{names}ignore = ["name-missing"]\n', encoding="utf-8")
    wire = Wire()
    options = {"trusted": trusted, "language": "en"}
    await wire.initialize(initializationOptions=options, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    for name in ("a.sms", "b.sms"):
        item = {"uri": (tmp_path / name).as_uri(), "languageId": "smstemplate", "version": 1, "text": TEXT}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.sleep(0)
    sent = wire.take()
    told = [each["params"]["message"] for each in sent if each["method"] == "window/showMessage"]
    refused = [key for key in ("extend", "rules", "baseline", "rule-url") if any(f"`{key}`" in each for each in told)]
    assert refused == ([] if trusted else ["extend", "rules", "baseline", "rule-url"])
    if not trusted:
        assert len(told) == len(refused)
        published = [each["params"]["diagnostics"] for each in sent if each["method"].endswith("Diagnostics")]
        codes = {each["code"] for each in published[-1]}
        assert "signature-brackets" in codes
        assert "name-missing" not in codes


async def test_the_language_of_the_settings_is_that_of_the_server(tmp_path: Path) -> None:
    settings = tmp_path / "smslint.toml"
    settings.write_text('language = "zh"\n', encoding="utf-8")
    wire = Wire()
    options = {"language": "en"}
    await wire.initialize(initializationOptions=options, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])

    async def told(version: int) -> str:
        uri = (tmp_path / "a.sms").as_uri()
        item = {"uri": uri, "languageId": "smstemplate", "version": version, "text": TEXT}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.sleep(0)
        published = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
        return "".join(each["message"] for each in published[-1]["diagnostics"])

    assert "签名" in await told(1)
    settings.write_text("", encoding="utf-8")
    os.utime(settings, ns=(1, 1))
    await told(2)
    assert "签名" not in await told(3)


async def test_faults_of_settings_are_diagnostics_in_their_file(tmp_path: Path) -> None:
    settings = tmp_path / "smslint.toml"
    wire = Wire()
    literals = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
    await wire.initialize(
        capabilities=literals,
        initializationOptions={"language": "en"},
        workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}],
    )
    uri = (tmp_path / "a.sms").as_uri()

    async def told(text: str, version: int) -> tuple[list[dict[str, Any]], list[str]]:
        """What is published for the settings file last, and the messages."""
        settings.write_text(text, encoding="utf-8")
        os.utime(settings, ns=(version, version))
        document = {"uri": settings.as_uri(), "languageId": "toml", "version": version, "text": text}
        wire.notify("textDocument/didOpen", {"textDocument": document})
        item = {"uri": uri, "languageId": "smstemplate", "version": version, "text": TEXT}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        sent: list[dict[str, Any]] = []
        for _ in range(100):
            await asyncio.sleep(0.05)
            sent += wire.take()
            published = [each["params"] for each in sent if each["method"].endswith("publishDiagnostics")]
            if any(each["uri"] == settings.as_uri() for each in published):
                break
        shown = [each["params"]["message"] for each in sent if each["method"] == "window/showMessage"]
        return [each for each in published if each["uri"] == settings.as_uri()][-1:], shown

    sound = "value-length = 20\n"
    for version, (text, written, near) in enumerate(
        [
            ("# x\nvalue-lenght = 20\n", "value-lenght", "value-length"),
            ('select = [\n  "signature-brakets",\n]\n', "signature-brakets", "signature-brackets"),
        ]
    ):
        for again in range(2):
            (published,), shown = await told(text, 100 * version + 10 * again + 1)
            (found,) = published["diagnostics"]
            assert written in found["message"]
            assert len(shown) == 1
            params = {
                "textDocument": {"uri": settings.as_uri()},
                "range": found["range"],
                "context": {"diagnostics": []},
            }
            (action,) = (await wire.request("textDocument/codeAction", params))["result"]
            (edit,) = action["edit"]["changes"][settings.as_uri()]
            line = text.split("\n")[edit["range"]["start"]["line"]]
            assert line[edit["range"]["start"]["character"] : edit["range"]["end"]["character"]] == written
            assert edit["newText"] == near
            (published,), shown = await told(sound, 100 * version + 10 * again + 2)
            assert published["diagnostics"] == shown == []


async def test_long_names_are_no_internal_errors(tmp_path: Path) -> None:
    long = "长" * 5000
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": f"{tmp_path.as_uri()}/{long}", "name": "a"}])
    at = {"line": 0, "character": 4}
    for uri in (f"{tmp_path.as_uri()}/{long}/a.sms", f"{tmp_path.as_uri()}/{long}.sms", f"untitled:{long}"):
        item = {"uri": uri, "languageId": "smstemplate", "version": 1, "text": f"您好${{{'n' * 5000}}}"}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.sleep(0)
        params = {"textDocument": {"uri": uri}, "position": at, "newName": "m" * 5000}
        for method in ("hover", "completion", "documentSymbol", "codeLens", "rename"):
            answer = await wire.request(f"textDocument/{method}", params)
            assert answer.get("error", {}).get("code") != -32603, answer
        argument = {"uri": uri, "table": f"{long}.csv"}
        params = {"command": "smslint.rehearse", "arguments": [argument]}
        wire.send({"jsonrpc": "2.0", "id": uri, "method": "workspace/executeCommand", "params": params})
    params = {"command": "smslint.showRule", "arguments": [{"rule": long, "uri": f"file:///{long}"}]}
    assert "error" not in await wire.request("workspace/executeCommand", params)
    await asyncio.sleep(0.5)
    sent = wire.take()
    assert len([each for each in sent if each.get("method", "").endswith("publishDiagnostics")]) >= 3
    assert not [each for each in sent if each.get("error", {}).get("code") == -32603]
    assert not [each for each in sent if each.get("method") == "window/showMessage"]


async def test_each_folder_of_a_workspace_has_its_settings(tmp_path: Path) -> None:
    wire = Wire()
    folders = []
    for name, ignored in (("a", "signature-brackets"), ("b", "name-missing")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "smslint.toml").write_text(f'ignore = ["{ignored}"]\n', encoding="utf-8")
        folders.append({"uri": (tmp_path / name).as_uri(), "name": name})
    await wire.initialize(workspaceFolders=folders[:1])
    event = {"added": folders[1:], "removed": []}
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    found = {}
    for name in ("a", "b"):
        uri = (tmp_path / name / "x.sms").as_uri()
        wire.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "smstemplate", "version": 1, "text": TEXT}},
        )
        await asyncio.sleep(0)
        (params,) = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
        found[name] = {each["code"] for each in params["diagnostics"]}
    assert "signature-brackets" not in found["a"]
    assert "signature-brackets" in found["b"]


async def test_findings_about_several_files_reach_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "%41bc"
    folder.mkdir()
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": folder.as_uri(), "name": "a"}])
    for name in ("a", "b"):
        item = {"uri": (folder / f"{name}.sms").as_uri(), "languageId": "smstemplate", "version": 1, "text": TEXT}
        wire.notify("textDocument/didOpen", {"textDocument": item})
    codes: set[str] = set()
    for _ in range(100):
        await asyncio.sleep(0.05)
        published = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
        codes |= {found["code"] for each in published for found in each["diagnostics"]}
        if "duplicate-name" in codes:
            break
    assert "duplicate-name" in codes


@pytest.mark.parametrize("name", ["C#项目", "a?b", "%41bc", "a%20b", "中文 目录", "50%off", "[x]"])
async def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "smslint.toml").write_text('ignore = ["signature-brackets"]\n', encoding="utf-8")
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": folder.as_uri(), "name": "a"}])
    item = {"uri": (folder / "a.sms").as_uri(), "languageId": "smstemplate", "version": 1, "text": TEXT}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    (found,) = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
    assert found["diagnostics"]
    assert "signature-brackets" not in {each["code"] for each in found["diagnostics"]}


PULLING = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}


async def test_the_workspace_is_diagnosed_in_parts_with_progress(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.sms").write_text(TEXT, encoding="utf-8")
    wire = Wire()
    await wire.initialize(capabilities=PULLING, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    params = {"previousResultIds": [], "partialResultToken": "part", "workDoneToken": "work"}
    answer = await wire.request("workspace/diagnostic", params)
    assert answer["result"] == {"items": []}
    parts = [each["params"] for each in wire.take() if each.get("method") == "$/progress"]
    reports = [item for each in parts if each["token"] == "part" for item in each["value"]["items"]]
    assert [report["uri"] for report in reports] == [(tmp_path / f"{number}.sms").as_uri() for number in range(3)]
    assert [each["value"]["kind"] for each in parts if each["token"] == "work"][:1] == ["begin"]
    assert [each["value"]["kind"] for each in parts if each["token"] == "work"][-1:] == ["end"]
    known = [{"uri": report["uri"], "value": report["resultId"]} for report in reports]
    answer = await wire.request("workspace/diagnostic", {"previousResultIds": known})
    assert {item["kind"] for item in answer["result"]["items"]} == {"unchanged"}
    (tmp_path / "1.sms").unlink()
    answer = await wire.request("workspace/diagnostic", {"previousResultIds": known})
    gone = [item for item in answer["result"]["items"] if item["kind"] == "full"]
    assert len(answer["result"]["items"]) == 3
    assert gone == [{"kind": "full", "items": [], "uri": (tmp_path / "1.sms").as_uri(), "version": None}]


@pytest.mark.parametrize("way", ["$/cancelRequest", "window/workDoneProgress/cancel"])
async def test_the_check_of_a_workspace_can_be_cancelled(tmp_path: Path, way: str) -> None:
    for number in range(200):
        (tmp_path / f"{number}.sms.jsonl").write_text(f'{{"content": "{SECRET}{number}"}}\n' * 60, encoding="utf-8")
    wire = Wire()
    await wire.initialize(capabilities=PULLING, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    params = {"previousResultIds": [], "workDoneToken": "work"}
    wire.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/diagnostic", "params": params})
    for _ in range(3):
        await asyncio.sleep(0)
    wire.notify(way, {"id": 7, "token": "work"})
    for _ in range(1000):
        await asyncio.sleep(0)
        answers = [each for each in wire.out.messages if each.get("id") == 7]
        if answers:
            break
    assert answers[0]["error"]["code"] == -32800


def test_tcp() -> None:
    process = Process("--tcp", "127.0.0.1:0")
    with socket.create_connection(("127.0.0.1", process.port())) as connection:
        stream = connection.makefile("rwb")

        def send(message: dict[str, Any]) -> None:
            stream.write(framed(json.dumps(message).encode()))
            stream.flush()

        send({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
        length = int(stream.readline().partition(b":")[2])
        while stream.readline().strip():
            continue
        assert json.loads(stream.read(length))["result"]["serverInfo"]["name"] == "smslint"
        send({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})
        send({"jsonrpc": "2.0", "method": "exit"})
        assert process.end()[0] == 0


def test_a_tcp_client_that_sends_no_message_does_not_end_the_server() -> None:
    process = Process("--tcp", "127.0.0.1:0")
    port = process.port()
    with socket.create_connection(("127.0.0.1", port)), socket.create_connection(("127.0.0.1", port)) as other:
        other.sendall(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
        assert other.recv(100) == b""
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(framed(b'{"jsonrpc": "2.0", "method": "exit"}'))
            assert process.end()[0] == 1


def test_websocket() -> None:
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    process = Process("--ws", "127.0.0.1:0")
    address = f"ws://127.0.0.1:{process.port()}"
    token = process.line().split()[-1]
    for wrong in (address, f"{address}/?token=x"):
        with pytest.raises(InvalidStatus):
            connect(wrong)
    with pytest.raises(InvalidStatus):
        connect(f"{address}/?token={token}", origin="https://evil.example")
    with connect(f"{address}/?token={token}") as connection:
        connection.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}))
        assert json.loads(connection.recv())["result"]["serverInfo"]["name"] == "smslint"
        connection.send(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))
        assert json.loads(connection.recv()) == {"jsonrpc": "2.0", "id": 2, "result": None}
        connection.send(json.dumps({"jsonrpc": "2.0", "method": "exit"}))
        assert process.end()[0] == 0


def test_a_token_comes_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("secret\n", encoding="utf-8")
    file.chmod(0o644)
    assert Process("--ws", "127.0.0.1:0", "--token-file", str(file)).end()[0] == 2
    assert Process("--ws", "127.0.0.1:0", "--token-file", str(tmp_path / "none")).end()[0] == 2


def test_an_address_of_all_machines_is_told() -> None:
    process = Process("--tcp", "0.0.0.0:0")
    port = process.port()
    assert "0.0.0.0" in process.line()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(framed(b'{"jsonrpc": "2.0", "method": "exit"}'))
        process.end()


def test_the_server_ends_with_the_process_that_started_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = Process()
    process.request("initialize", {"processId": parent.pid, "capabilities": {}})
    parent.communicate(b"\n")
    assert process.wait() == 1


async def test_a_notification_with_an_id_is_answered() -> None:
    wire = Wire()
    await wire.initialize()
    item = {"uri": "untitled:a", "languageId": "smstemplate", "version": 1, "text": TEXT}
    assert (await wire.request("textDocument/didOpen", {"textDocument": item}))["result"] is None
    await asyncio.sleep(0)
    assert any(each["method"].endswith("publishDiagnostics") for each in wire.take())


def test_a_message_that_is_too_long_is_told_in_the_log() -> None:
    process = Process()
    process.write(b"Content-Length: 999999999999\r\n\r\n")
    code, told = process.end()
    assert code == 1
    assert "999999999999" in told


async def test_a_program_that_was_replaced_asks_for_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(server: object, params: object) -> None:
        raise ImportError

    failing = [Method(each.name, fail) if each is hover.METHOD else each for each in METHODS]
    monkeypatch.setattr("smslint.lsp.methods.METHODS", failing)
    wire = Wire()
    await wire.initialize()
    monkeypatch.setattr("smslint.lsp.server._program", lambda: ())
    params = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}}
    assert "restart" in (await wire.request("textDocument/hover", params))["error"]["message"]


@pytest.mark.parametrize("options", [["--tcp", "here"], ["--tcp", "a:99999"], ["--tcp", "a:1", "--ws", "a:1"]])
def test_wrong_addresses_are_refused(options: list[str]) -> None:
    assert Process(*options).end()[0] == 2
