vim.bo.commentstring = "# %s"
-- A template is one long line: wrap it on the screen, never in the file.
vim.bo.textwidth = 0
vim.wo.wrap = true
vim.wo.linebreak = false
vim.b.undo_ftplugin = "setlocal commentstring< textwidth< wrap< linebreak<"
