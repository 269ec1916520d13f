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
    or path:match("%.sms%.[ct]sv$") ~= nil
end

---@type vim.lsp.Config
return {
  cmd = { "smslint", "server" },
  filetypes = { "smstemplate", "yaml", "json", "jsonl", "csv", "tsv" },
  root_dir = function(buffer, attach)
    local path = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype == "smstemplate" or holds_templates(path) then
      attach(vim.fs.root(buffer, markers) or vim.fs.dirname(path))
    end
  end,
  init_options = { language = vim.v.lang },
}
