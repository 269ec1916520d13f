local Editor = require("editor")

local FRONT = "---\ntype: notification\ncode: SMS_270000002\nvariables:\n  item: others\n---\n"
local LOCK = [[{"record": "header", "version": 1, "account": null, "complete": {}}
{"record": "template", "code": "SMS_270000002", "name": "行李签收", "type": "notification", "content": "您寄存的${item}已由前台签收。", "variables": {"item": "others"}, "signature": null, "description": null, "scene": null, "status": "approved", "reason": null, "origin": null, "order": null, "created": null, "decided": null, "carriers": null, "redirection": null, "intl_type": null, "raw": null, "seen": {"GetSmsTemplate": "2026-11-28T18:00:00+08:00"}}
]]

return {
  ["a lens shows the account's template beside the document"] = function()
    local files = { ["a.sms"] = FRONT .. "您寄存的${item}已由我们签收。", ["smslint.lock"] = LOCK, ["smslint.toml"] = "" }
    local editor = Editor.open(files, "a.sms")
    editor:attached()
    editor:lua("vim.lsp.codelens.refresh({ bufnr = 0 })")
    local command = editor:eventually("the lens of the account", [[
      for _, each in ipairs(vim.lsp.codelens.get(0)) do
        if each.command and each.command.command == "smslint.compareAccount" then
          return each.command
        end
      end
    ]])
    assert(command.title:find("SMS_270000002", 1, true), command.title)
    editor:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "smslint" })[1]
      client:exec_cmd(..., { bufnr = vim.api.nvim_get_current_buf() })
    ]], command)
    local windows = editor:eventually("two windows with a diff", [[
      local shown = vim.iter(vim.api.nvim_list_wins()):filter(function(each) return vim.wo[each].diff end)
        :map(function(each)
          local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(each), 0, -1, false)
          return lines[#lines]
        end):totable()
      return #shown == 2 and shown
    ]])
    assert(vim.deep_equal(windows, { "您寄存的${item}已由前台签收。", "您寄存的${item}已由我们签收。" }), vim.inspect(windows))
    editor:close()
  end,
}
