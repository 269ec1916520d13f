local Editor = require("editor")

local TEMPLATE = "---\nname: 登录\ntype: verification\ncode: SMS_270000002\nvariables:\n  code: numberCaptcha\n---\n您的验证码为${code}，请勿泄露。\n"
local JAVA = [[class Sender {
    void send(String code) {
        SendSmsRequest request = new SendSmsRequest();
        request.setSignName("示例🎉科技");
        request.setTemplateCode("SMS_270000002");
        request.setTemplateParam("{\"🎉\":\"😀\",\"nmuber\":\"" + code + "\"}");
    }
}
]]

return {
  ["source code is checked where the settings want it read, and leads to the template"] = function()
    local files = { ["smslint.toml"] = "code = true\n", ["login.sms"] = TEMPLATE, ["Sender.java"] = JAVA }
    local editor = Editor.open(files, "Sender.java")
    editor:await("parameter-missing")
    local marked = vim.iter(editor:await("parameter-unknown")):map(function(each) return each.marked end):totable()
    assert(vim.deep_equal(marked, { "🎉", "nmuber" }), vim.inspect(marked))
    editor:lua([[vim.fn.search("SMS_27")]])
    editor:lua("vim.lsp.buf.definition()")
    editor:eventually("the template", [[return vim.fn.expand("%:t") == "login.sms"]])
    assert(editor:lua("return vim.fn.expand('<cword>')"):find("SMS_27", 1, true))
    editor:close()
  end,

  ["source code is left alone without such settings"] = function()
    for _, settings in ipairs({ "", "code = false\n" }) do
      local files = { ["smslint.toml"] = settings, ["login.sms"] = TEMPLATE, ["Sender.java"] = JAVA }
      local editor = Editor.open(files, "Sender.java")
      local java = editor:lua("return vim.api.nvim_get_current_buf()")
      editor:command("edit login.sms")
      editor:attached()
      assert(editor:lua("return #vim.lsp.get_clients({ bufnr = ... })", java) == 0)
      editor:close()
    end
  end,

  ["the client's own settings turn it on where no settings file is"] = function()
    local editor = Editor.open({ ["login.sms"] = TEMPLATE, ["Sender.java"] = JAVA, [".git"] = "" })
    editor:lua([[vim.lsp.config("smslint", { init_options = { settings = { code = true } } })]])
    editor:command("edit Sender.java")
    editor:await("parameter-missing")
    editor:close()
  end,
}
