---@brief
---
--- smslint, the language server for Alibaba Cloud SMS templates.
--- Enable it with `vim.lsp.enable('smslint')` (Neovim 0.11 and later).

local markers = { "smslint.toml", "pyproject.toml", ".git" }

--- Templates in YAML, JSON, JSONL, CSV and TSV keep their own filetypes, so the name decides: `orders.sms.yaml`.
local function holds_templates(path)
  return path:match("%.sms$") ~= nil
    or path:match("%.sms%.ya?ml$") ~= nil
    or path:match("%.sms%.jsonl?$") ~= nil
    or path:match("%.sms%.ndjson$") ~= nil
    or path:match("%.sms%.[ct]sv$") ~= nil
end

--- The language of messages, as the command line finds it: Neovim's own is "C" wherever the locale is not installed.
local language = vim.env.LC_ALL or vim.env.LC_MESSAGES or vim.env.LANG or vim.v.lang

--- Shows the document as it would be with what the account has, beside the document (`:help diff`). It is a code lens.
local function compare(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  if not client then
    return
  end
  local params = { command = command.command, arguments = command.arguments }
  client:request("workspace/executeCommand", params, function(error, found)
    if error or type(found) ~= "table" then
      vim.notify(error and error.message or "The account is not known to have this template.", vim.log.levels.WARN)
      return
    end
    local buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split((found.text:gsub("\r?\n$", "")), "\r?\n"))
    vim.api.nvim_buf_set_name(buffer, found.code .. " " .. buffer)
    vim.bo[buffer].bufhidden, vim.bo[buffer].modifiable = "wipe", false
    vim.cmd("diffthis")
    vim.cmd("leftabove vertical sbuffer " .. buffer)
    vim.cmd("diffthis")
  end, context.bufnr)
end

---@type vim.lsp.Config
return {
  cmd = { "smslint", "server" },
  -- So that Python never takes a module of the opened folder for one of its own.
  cmd_cwd = vim.env.VIMRUNTIME,
  cmd_env = { PYTHONSAFEPATH = "1" },
  filetypes = { "smstemplate", "yaml", "json", "jsonl", "csv", "tsv" },
  root_dir = function(buffer, attach)
    local path = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype == "smstemplate" or holds_templates(path) then
      attach(vim.fs.root(buffer, markers) or (path == "" and vim.fn.getcwd() or vim.fs.dirname(path)))
    end
  end,
  init_options = { language = language },
  commands = { ["smslint.accountText"] = compare },
}
