local Editor = require("editor")

local function equal(expected, actual)
  assert(vim.deep_equal(expected, actual), ("expected %s, got %s"):format(vim.inspect(expected), vim.inspect(actual)))
end

return {
  ["findings stand at the right bytes on a Chinese line with emoji before them"] = function()
    local line = "🎉👨‍👩‍👧您好😀${name}${order}，请查收。"
    local editor = Editor.open({ ["a.sms"] = line }, "a.sms")
    local found = editor:await("adjacent-variables")[1]
    equal("${name}${order}", found.marked)
    equal(#"🎉👨‍👩‍👧您好😀", found.column)
    equal(vim.diagnostic.severity.ERROR, found.severity)
    for _, emoji in ipairs(editor:await("unsupported-character")) do
      assert(emoji.marked:find("[😀🎉👨]"), vim.inspect(emoji))
    end
    editor:close()
  end,

  ["findings stand on the right line after CRLF, U+2028 and front matter"] = function()
    local text = "---\r\nname: 发货\r\ntype: notification\r\n---\r\n您好\u{2028}🚚${name}${order}已发货\r\n"
    local editor = Editor.open({ ["a.sms"] = text }, "a.sms")
    local found = editor:await("adjacent-variables")[1]
    equal("${name}${order}", found.marked)
    equal(4, found.line)
    editor:close()
  end,

  ["an edit updates the findings"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}，请查收。" }, "a.sms")
    editor:await("adjacent-variables")
    editor:type("0f}a，订单<Esc>")
    editor:await_none("adjacent-variables")
    equal({ "您好${name}，订单${order}，请查收。" }, editor:lines())
    editor:type("u")
    equal("${name}${order}", editor:await("adjacent-variables")[1].marked)
    editor:close()
  end,

  ["each finding is there once"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}，请查收。" }, "a.sms")
    editor:await("adjacent-variables")
    editor:type("A谢谢。<Esc>")
    editor:eventually("the edit was checked", [[return vim.api.nvim_get_current_line():find("谢谢") ~= nil]])
    vim.wait(500)
    equal(1, #editor:findings("adjacent-variables"))
    editor:close()
  end,

  ["messages are Chinese where the environment is"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}" }, "a.sms", { LC_ALL = "zh_CN.UTF-8" })
    assert(editor:await("adjacent-variables")[1].message:find("变量", 1, true))
    editor:close()
  end,

  ["a settings file that changes on the disk is noticed with the next edit"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}", ["smslint.toml"] = "" }, "a.sms")
    editor:await("adjacent-variables")
    editor:write("smslint.toml", 'ignore = ["adjacent-variables"]\n')
    editor:type("A，请查收<Esc>")
    editor:await_none("adjacent-variables")
    editor:close()
  end,

  ["a settings file that is written in the editor is noticed at once"] = function()
    local editor = Editor.open({ ["a.sms"] = "您好${name}${order}", ["smslint.toml"] = "" }, "a.sms")
    editor:await("adjacent-variables")
    editor:command("split smslint.toml")
    editor:type([[iignore = ["adjacent-variables"]<Esc>:w<CR>:q<CR>]])
    editor:await_none("adjacent-variables")
    editor:close()
  end,
}
