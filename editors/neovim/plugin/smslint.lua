if vim.fn.has("nvim-0.11") == 1 then
  vim.lsp.enable("smslint")
end

-- Neovim watches no files on Linux: a settings file that is written here is told to the server at once.
vim.api.nvim_create_autocmd("BufWritePost", {
  group = vim.api.nvim_create_augroup("smslint", {}),
  pattern = { "smslint.toml", "pyproject.toml" },
  callback = function(event)
    local changes = { { uri = vim.uri_from_bufnr(event.buf), type = vim.lsp.protocol.FileChangeType.Changed } }
    for _, client in ipairs(vim.lsp.get_clients({ name = "smslint" })) do
      client:notify("workspace/didChangeWatchedFiles", { changes = changes })
    end
  end,
})
