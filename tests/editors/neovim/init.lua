-- The settings of a user who followed the README: one line, and completion as the help page shows it.
local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, "S").source:sub(2)))
vim.opt.runtimepath:append(vim.fs.normalize(here .. "/../../../editors/neovim"))
vim.opt.swapfile = false
vim.opt.shadafile = "NONE"
vim.opt.completeopt = { "menuone", "noselect", "popup" }
vim.api.nvim_create_autocmd("LspAttach", {
  callback = function(event)
    vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
  end,
})
