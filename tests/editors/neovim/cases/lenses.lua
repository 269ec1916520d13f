local Editor = require("editor")

local TEXT = "---\nname: 发货通知\ntype: notification\nsignature: 示例科技\nvariables:\n  name: user_nick\n---\n您好${name}，您的订单已发货。"

--- Runs the lens with a command, as `:lua vim.lsp.codelens.run()` does on its line.
local function run(editor, name)
  editor:lua("vim.lsp.codelens.refresh({ bufnr = 0 })")
  local command = editor:eventually("a lens with " .. name, [[
    for _, each in ipairs(vim.lsp.codelens.get(0)) do
      if each.command and each.command.command == ... then
        return each.command
      end
    end
  ]], name)
  editor:lua([[
    local client = vim.lsp.get_clients({ bufnr = 0, name = "smslint" })[1]
    client:exec_cmd(..., { bufnr = vim.api.nvim_get_current_buf() })
  ]], command)
end

return {
  ["a lens shows the messages in a window"] = function()
    local editor = Editor.open({ ["a.sms"] = TEXT }, "a.sms", { LC_ALL = "zh_CN.UTF-8" })
    editor:attached()
    run(editor, "smslint.showPreview")
    local shown = editor:eventually("the window", [[
      for _, each in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(each).relative ~= "" then
          return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(each), 0, -1, false)
        end
      end
    ]])
    assert(shown[1]:find("^最长：%d+ 个字符"), shown[1])
    assert(shown[2]:find("【示例科技】您好", 1, true), shown[2])
    editor:close()
  end,

  ["a lens copies the request"] = function()
    local editor = Editor.open({ ["a.sms"] = TEXT }, "a.sms")
    editor:attached()
    run(editor, "smslint.copyRequest")
    local copied = editor:eventually("the request in the register", [[
      local text = vim.fn.getreg('"')
      return text ~= "" and vim.json.decode(text)
    ]])
    assert(copied.TemplateContent == "您好${name}，您的订单已发货。", vim.inspect(copied))
    editor:close()
  end,

  ["the server of the clone is found where there is none on the PATH"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}" }, "a.sms", { PATH = "/usr/bin:/bin" })
    editor:await("adjacent-variables")
    editor:close()
  end,

  ["messages, hints and lenses are shown as the help page says"] = function()
    local editor = Editor.open({ ["a.sms"] = TEXT .. "${name}${name}" }, "a.sms")
    editor:attached()
    editor:lua([[
      vim.diagnostic.config({ virtual_text = true })
      vim.lsp.inlay_hint.enable(true)
      vim.lsp.codelens.refresh({ bufnr = 0 })
    ]])
    editor:await("adjacent-variables")
    editor:eventually("texts of findings, hints and lenses", [[
      local seen = {}
      for name, space in pairs(vim.api.nvim_get_namespaces()) do
        if #vim.api.nvim_buf_get_extmarks(0, space, 0, -1, {}) > 0 then
          seen[#seen + 1] = name
        end
      end
      local all = table.concat(seen, " ")
      return all:find("virtual_text") and all:find("inlayhint") and all:find("codelens")
    ]])
    editor:close()
  end,
}
