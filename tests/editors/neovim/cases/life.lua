local Editor = require("editor")

--- The server's process, a child of the editor.
local function server_of(editor)
  editor:attached()
  for _, pid in ipairs(vim.api.nvim_get_proc_children(editor.pid)) do
    local process = vim.api.nvim_get_proc(pid)
    if process and (process.name:find("smslint", 1, true) or process.name:find("python", 1, true)) then
      return pid
    end
  end
  error("The editor has no server among its children.")
end

local function ended(pid)
  return vim.wait(10000, function()
    return vim.uv.kill(pid, 0) ~= 0
  end, 20)
end

return {
  ["the server ends with the editor"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}" }, "a.sms")
    local server = server_of(editor)
    assert(editor:quit(), "the editor did not end")
    assert(ended(server), "the server outlived the editor")
    editor:close()
  end,

  ["the server ends when the editor is killed"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}" }, "a.sms")
    local server = server_of(editor)
    vim.uv.kill(editor.pid, "sigkill")
    assert(ended(server), "the server outlived the editor")
    editor:close()
  end,

  ["the server runs nothing of the folder"] = function()
    local files = { ["a.sms"] = "您好${name}${order}" }
    for _, name in ipairs({ "json", "re", "logging", "smslint" }) do
      files[name .. ".py"] = "open(__file__ + '.was-run', 'w')\n"
    end
    local editor = Editor.open(files, "a.sms", { PYTHONPATH = "." })
    local server = server_of(editor)
    assert(vim.uv.fs_readlink(("/proc/%d/cwd"):format(server)) ~= vim.uv.fs_realpath(editor.folder))
    assert(vim.fn.glob(editor.folder .. "/*.was-run") == "", "a module of the folder was run")
    editor:close()
  end,

  ["one server serves all buffers of a folder"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}", ["b.sms.yaml"] = "type: notification\ncontent: 您好\n", ["smslint.toml"] = "" }, "a.sms")
    editor:attached()
    editor:command("split b.sms.yaml")
    editor:attached()
    assert(editor:lua("return #vim.lsp.get_clients({ name = 'smslint' })") == 1)
    editor:close()
  end,
}
