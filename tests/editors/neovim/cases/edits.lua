local Editor = require("editor")

local function equal(expected, actual)
  assert(vim.deep_equal(expected, actual), ("expected %s, got %s"):format(vim.inspect(expected), vim.inspect(actual)))
end

local FRONT = "---\nname: 发货通知\ntype: notification\nsignature: 示例科技\nvariables:\n  name: user_nick\n---\n"

--- What `${name}` is spelt as, wherever it stands.
local function count(lines, word)
  local _, times = table.concat(lines, "\n"):gsub(word, "")
  return times
end

return {
  ["a completion that is accepted declares its variable"] = function()
    local editor = Editor.open({ ["a.sms"] = FRONT .. "🎉您好${name}，您的订单已发货" }, "a.sms")
    editor:attached()
    editor:type("G0/单<CR>a")
    editor:type("$")
    editor:eventually("the menu after $", "return vim.fn.pumvisible() == 1 and #vim.fn.complete_info({'items'}).items > 3")
    editor:type("{trac")
    local words = editor:eventually("tracking_number in the menu", [[
      return vim.iter(vim.fn.complete_info({ "items" }).items)
        :map(function(item) return item.word .. " " .. item.abbr end)
        :filter(function(word) return word:find("track") end):totable()
    ]])
    assert(#words > 0)
    editor:type("<C-n><C-y>")
    local declared = editor:eventually("the declaration in the front matter", [[
      return vim.iter(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find(function(line) return line:find("^  [%w_]*track") end)
    ]])
    assert(declared:find("tracking_number", 1, true), declared)
    editor:type("<Esc>")
    local last = editor:lines()
    assert(last[#last]:find("订单%${[%w_]*track[%w_]*}已发货$"), last[#last])
    editor:close()
  end,

  ["a completion of a typed name declares what the name says"] = function()
    local editor = Editor.open({ ["a.sms"] = FRONT .. "🎉您好${name}，请到门店领取退款" }, "a.sms")
    editor:attached()
    editor:type("G0/款<CR>a$amount<C-x><C-o>")
    editor:eventually("amount first in the menu", [[
      local items = vim.fn.complete_info({ "items" }).items
      return #items > 0 and items[1].abbr == "${amount}" or nil
    ]])
    editor:type("<C-n><C-y>")
    editor:eventually("the declaration in the front matter", [[
      return vim.iter(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find(function(line) return line == "  amount: money" end)
    ]])
    editor:type("<Esc>")
    local last = editor:lines()
    assert(vim.endswith(last[#last], "退款${amount}"), last[#last])
    editor:close()
  end,

  ["a quick fix applies"] = function()
    local front = FRONT:gsub("user_nick", "{ attribute: user_nick, example: 林间小鹿 }")
    local editor = Editor.open({ ["a.sms"] = front .. "😀您好{{name}}，您的订单已发货" }, "a.sms")
    editor:attached()
    local broken = editor:eventually("a finding on {{name}}", [[
      for _, each in ipairs(vim.diagnostic.get(0)) do
        if vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {})[1] == "{{name}}" then
          return { each.lnum + 1, each.col }
        end
      end
    ]])
    editor:lua("vim.api.nvim_win_set_cursor(0, ...)", broken)
    editor:type("gra")
    editor:answer("1<CR>")
    editor:eventually("the mended placeholder", [[return vim.fn.getline("$") == "😀您好${name}，您的订单已发货"]])
    editor:close()
  end,

  ["a rename changes all places"] = function()
    local editor = Editor.open({ ["a.sms"] = FRONT .. "🎉您好${name}，${name}的订单已发货" }, "a.sms")
    editor:attached()
    editor:type("G0/name<CR>")
    editor:type("grn")
    editor:answer("<C-u>buyer<CR>")
    editor:eventually("the new name", [[return vim.fn.getline("$") == "🎉您好${buyer}，${buyer}的订单已发货"]])
    local lines = editor:lines()
    equal("  buyer: user_nick", lines[6])
    equal(3, count(lines, "buyer"))
    editor:close()
  end,

  ["hover tells of a variable"] = function()
    local editor = Editor.open({ ["a.sms"] = FRONT .. "🎉您好${name}，您的订单已发货" }, "a.sms")
    editor:attached()
    editor:type("G0/name<CR>K")
    editor:eventually("the window with user_nick", [[
      return vim.iter(vim.api.nvim_list_wins()):any(function(window)
        local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
        return vim.api.nvim_win_get_config(window).relative ~= "" and text:find("user_nick", 1, true) ~= nil
      end)
    ]])
    editor:close()
  end,

  ["references are listed"] = function()
    local editor = Editor.open({ ["a.sms"] = FRONT .. "🎉您好${name}，${name}的订单已发货" }, "a.sms")
    editor:attached()
    editor:type("G0/name<CR>grr")
    editor:eventually("three places in the list", "return #vim.fn.getqflist() == 3 or #vim.fn.getloclist(0) == 3")
    editor:close()
  end,
}
