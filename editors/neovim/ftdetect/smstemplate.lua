vim.filetype.add({ extension = { sms = "smstemplate" } })
