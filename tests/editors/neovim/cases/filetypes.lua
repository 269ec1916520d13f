local Editor = require("editor")

local YAML = "templates:\n  - name: 发货\n    type: notification\n    content: 您好${name}${order}已发货\n"

--- The syntax group at the first place of a word, from the text's start.
local GROUP = [[
  local word = ...
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(word, 1, true)
    if column then
      return vim.fn.synIDattr(vim.fn.synID(number, column, 1), "name")
    end
  end
]]

return {
  ["a .sms file has its filetype and settings"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好" }, "a.sms")
    assert(editor:lua("return vim.bo.filetype") == "smstemplate")
    assert(editor:lua("return vim.bo.commentstring") == "# %s")
    assert(editor:lua("return vim.wo.wrap"))
    editor:close()
  end,

  [".sms files are highlighted"] = function()
    local text = "---\nname: 上新\ntype: promotional\n---\n【示例】您好${name}，${bad name}，见 aliyun.com/${code}，拒收请回复R\n"
    local editor = Editor.open({ ["a.sms"] = text }, "a.sms")
    for word, group in pairs({
      ["---"] = "smsFence",
      ["${name}"] = "smsVariable",
      ["${bad name}"] = "smsBrokenVariable",
      ["aliyun.com"] = "smsLink",
      ["${code}"] = "smsVariable",
      ["拒收请回复R"] = "smsUnsubscribe",
      ["【示例】"] = "smsSignature",
    }) do
      local actual = editor:lua(GROUP, word)
      assert(actual == group, ("%s is %s, not %s"):format(word, actual, group))
    end
    assert(editor:lua(GROUP, "type"):find("^yaml"), editor:lua(GROUP, "type"))
    editor:close()
  end,

  ["manifests and tables of templates are checked too"] = function()
    for name, text in pairs({
      ["orders.sms.yaml"] = YAML,
      ["orders.sms.yml"] = YAML,
      ["orders.sms.json"] = '{"type": "notification", "content": "您好${name}${order}已发货"}',
      ["orders.sms.jsonl"] = '{"type": "notification", "content": "您好${name}${order}已发货"}\n',
      ["orders.sms.csv"] = "name,type,content\n发货,notification,您好${name}${order}已发货\n",
      ["orders.sms.tsv"] = "name\ttype\tcontent\n发货\tnotification\t您好${name}${order}已发货\n",
    }) do
      local editor = Editor.open({ [name] = text }, name)
      local marked = editor:await("adjacent-variables")[1].marked
      assert(marked == "${name}${order}", name .. ": " .. marked)
      editor:close()
    end
  end,

  ["other YAML and JSON is left alone"] = function()
    local editor = Editor.open({ ["orders.yaml"] = YAML, ["package.json"] = "{}", ["a.sms"] = "您好${name}${order}" }, "orders.yaml")
    editor:command("split package.json")
    editor:command("split a.sms")
    editor:await("adjacent-variables")
    for _, name in ipairs({ "orders.yaml", "package.json" }) do
      assert(editor:lua("return #vim.lsp.get_clients({ bufnr = vim.fn.bufnr(...) })", name) == 0, name)
      assert(editor:lua("return #vim.diagnostic.get(vim.fn.bufnr(...))", name) == 0, name)
    end
    editor:close()
  end,

  ["the help page is there"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好" }, "a.sms")
    editor:lua([[vim.cmd("helptags " .. vim.fn.fnameescape(vim.api.nvim_get_runtime_file("doc/smslint.txt", false)[1]:match("^(.*)/")))]])
    editor:command("help smslint-settings")
    assert(editor:lua("return vim.fs.basename(vim.api.nvim_buf_get_name(0))") == "smslint.txt")
    editor:close()
  end,
}
