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
}
