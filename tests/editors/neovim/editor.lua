--- A Neovim of its own for each case, driven from outside: keys go in as if typed, and Lua asks what has become of it.

local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, "S").source:sub(2)))
local PATIENCE = 40000

local Editor = {}
Editor.__index = Editor

--- Starts an editor in a folder of its own that holds `files` (name → text), and opens `name`.
function Editor.open(files, name, environment)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, "p")
  local self = setmetatable({ folder = folder }, Editor)
  for each, text in pairs(files) do
    self:write(each, text)
  end
  self.channel = vim.fn.jobstart({ vim.v.progpath, "--embed", "--headless", "-u", here .. "/init.lua" }, {
    rpc = true,
    cwd = folder,
    env = environment or vim.empty_dict(),
  })
  assert(self.channel > 0, "Neovim did not start")
  self.pid = vim.fn.jobpid(self.channel)
  vim.rpcrequest(self.channel, "nvim_ui_attach", 120, 30, { rgb = true })
  if name then
    self:command("edit " .. name)
  end
  return self
end

--- Writes a file of the folder behind the editor's back.
function Editor:write(name, text)
  local file = assert(io.open(self.folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
end

--- Types keys, written as in mappings: `<Esc>`, `<C-y>`.
function Editor:type(keys)
  vim.rpcrequest(self.channel, "nvim_input", keys)
end

function Editor:command(command)
  vim.rpcrequest(self.channel, "nvim_command", command)
end

--- What the editor waits for, such as an answer to a question; nil where it waits for nothing and can be asked.
function Editor:blocked()
  local mode = vim.rpcrequest(self.channel, "nvim_get_mode")
  return mode.blocking and mode.mode or nil
end

--- Waits until the editor asks for an answer, and types it.
function Editor:answer(keys)
  local asks = vim.wait(PATIENCE, function()
    return vim.rpcrequest(self.channel, "nvim_get_mode").mode:find("^[cr]") ~= nil
  end, 20)
  assert(asks, "The editor does not ask for an answer.")
  self:type(keys)
end

--- Runs Lua in the editor; what it returns.
function Editor:lua(code, ...)
  local free = vim.wait(PATIENCE, function()
    return not self:blocked()
  end, 20)
  assert(free, "The editor waits for an answer, in mode " .. (self:blocked() or "?"))
  return vim.rpcrequest(self.channel, "nvim_exec_lua", code, { ... })
end

--- Waits until Lua in the editor answers neither nil nor false nor an empty table; the answer. Fails with `what` otherwise.
function Editor:eventually(what, code, ...)
  local arguments, answer = { ... }, nil
  local happened = vim.wait(PATIENCE, function()
    if self:blocked() then
      return false
    end
    answer = self:lua(code, unpack(arguments))
    return answer and answer ~= vim.NIL and not (type(answer) == "table" and vim.tbl_isempty(answer))
  end, 20)
  if not happened then
    assert(not self:blocked(), what .. ": the editor waits for an answer, in mode " .. (self:blocked() or "?"))
    error(("%s: not after %d s. The text is now:\n%s\nFindings: %s"):format(
      what, PATIENCE / 1000, table.concat(self:lines(), "\n"), vim.inspect(self:findings())), 2)
  end
  return answer
end

function Editor:lines()
  return self:lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)")
end

--- The findings of a rule, or all: rule, severity and the exact text that is marked.
function Editor:findings(rule)
  return self:lua(
    [[
      local found, rule = {}, ...
      for _, each in ipairs(vim.diagnostic.get(0)) do
        if rule == nil or rule == vim.NIL or each.code == rule then
          local text = vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {})
          table.insert(found, { rule = each.code, severity = each.severity, message = each.message,
            line = each.lnum, column = each.col, marked = table.concat(text, "\n") })
        end
      end
      return found
    ]],
    rule
  )
end

--- Waits for the findings of a rule.
function Editor:await(rule)
  self:eventually("a finding of " .. rule, [[
    local rule = ...
    return vim.iter(vim.diagnostic.get(0)):any(function(each) return each.code == rule end)
  ]], rule)
  return self:findings(rule)
end

--- Waits until a rule has no findings.
function Editor:await_none(rule)
  self:eventually("no finding of " .. rule, [[
    local rule = ...
    return not vim.iter(vim.diagnostic.get(0)):any(function(each) return each.code == rule end)
  ]], rule)
end

--- Waits until the server is attached to the buffer and ready.
function Editor:attached()
  return self:eventually("the server attached", [[
    local client = vim.lsp.get_clients({ bufnr = 0, name = "smslint" })[1]
    return client and client.initialized and client.id
  ]])
end

--- Ends the editor as a user does; true where it has ended in time.
function Editor:quit()
  pcall(vim.rpcrequest, self.channel, "nvim_command", "qall!")
  return vim.fn.jobwait({ self.channel }, PATIENCE)[1] ~= -1
end

function Editor:close()
  vim.fn.jobstop(self.channel)
  vim.fn.delete(self.folder, "rf")
end

return Editor
