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

--- The filetypes of source code, which is checked only where the settings say `code = true`.
local code_filetypes = {
  "java", "kotlin", "php", "javascript", "javascriptreact", "typescript", "typescriptreact", "python", "go", "cs", "sql",
  "jproperties", "env", "sh", "conf", "markdown",
}

local function read(path)
  local file = io.open(path, "rb")
  if file then
    local text = file:read(1024 * 1024)
    file:close()
    return text or ""
  end
end

--- Whether settings turn the reading of code on, or extend others that may; the server decides in the end.
local function mentions_code(text, prefix)
  local section = ""
  for line in vim.gsplit(text, "\r?\n") do
    local header = line:match("^%s*%[+%s*([%w_.-]+)%s*%]")
    section = header or section
    local key = header and section .. "." or (section == "" and "" or section .. ".") .. vim.trim(line)
    if vim.startswith(key, prefix) then
      local own = key:sub(#prefix + 1)
      if own:find("^code%.") or own:find("^extend%s*=") or (own:find("^code%s*=") and not own:find("^code%s*=%s*false")) then
        return true
      end
    end
  end
  return false
end

--- Whether the source code of a file is to be checked: the closest settings file decides, else the client's own settings.
local function reads_code(path)
  for folder in vim.fs.parents(path) do
    local settings = read(folder .. "/smslint.toml")
    if settings then
      return mentions_code(settings, "")
    end
    local project = read(folder .. "/pyproject.toml")
    if project and project:find("[tool.smslint", 1, true) then
      return mentions_code(project, "tool.smslint.")
    end
  end
  local wanted = vim.tbl_get(vim.lsp.config.smslint or {}, "init_options", "settings", "code")
  return wanted == true or (type(wanted) == "table" and wanted.check ~= false)
end

local function is_code(path, filetype)
  local name = vim.fs.basename(path)
  if filetype == "sh" or filetype == "conf" then
    return name:match("^%.env") ~= nil
  end
  return filetype == "yaml" or vim.tbl_contains(code_filetypes, filetype)
end

--- The language of messages, as the command line finds it: Neovim's own is "C" wherever the locale is not installed.
local language = vim.env.LC_ALL or vim.env.LC_MESSAGES or vim.env.LANG or vim.v.lang

--- The program: on the PATH, else in the clone of the repository that this file is in.
local function program()
  local clone = vim.fs.normalize(vim.fs.dirname(debug.getinfo(1, "S").source:sub(2)) .. "/../../../.venv/bin/smslint")
  return vim.fn.executable("smslint") == 0 and vim.fn.executable(clone) == 1 and clone or "smslint"
end

local function tell(english, chinese, level)
  vim.notify(language:match("^zh") and chinese or english, level or vim.log.levels.INFO)
end

--- Asks the server on behalf of a code lens or a code action; `show` gets what it answers and the client.
local function asking(name, show)
  return function(command, context)
    local client = vim.lsp.get_client_by_id(context.client_id)
    if not client then
      return
    end
    client:request("workspace/executeCommand", { command = name, arguments = command.arguments }, function(error, found)
      if error then
        vim.notify(error.message, vim.log.levels.ERROR)
      elseif type(found) ~= "table" then
        tell("There is nothing to show here.", "这里没有可显示的内容。", vim.log.levels.WARN)
      else
        show(found)
      end
    end, context.bufnr)
  end
end

--- Shows the longest, a typical and the shortest message in a window that closes when the cursor moves.
local function preview(found)
  local lines, seen = {}, {}
  for _, message in ipairs({ found.longest, found.typical, found.shortest }) do
    if not seen[message.text] then
      seen[message.text] = true
      vim.list_extend(lines, { message.about, unpack(vim.split(message.text, "\n", { plain = true })) })
      table.insert(lines, "")
    end
  end
  table.remove(lines)
  vim.lsp.util.open_floating_preview(lines, "", { border = "rounded", wrap = true, max_width = 80, focus_id = "smslint" })
end

--- Copies the request that submits a template, and tells for what it would be rejected.
local function copy(found)
  if type(found.body) ~= "table" then
    vim.notify(found.problems[1], vim.log.levels.WARN)
    return
  end
  vim.fn.setreg('"', found.text)
  pcall(vim.fn.setreg, "+", found.text)
  tell(found.request .. " is copied.", found.request .. " 请求已复制。")
  if found.problems[1] then
    vim.notify(found.problems[1], vim.log.levels.WARN)
  end
end

--- Shows the document as it would be with what the account has, beside the document (`:help diff`).
local function compare(found)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split((found.text:gsub("\r?\n$", "")), "\r?\n"))
  vim.api.nvim_buf_set_name(buffer, found.code .. " " .. buffer)
  vim.bo[buffer].bufhidden, vim.bo[buffer].modifiable = "wipe", false
  vim.cmd("diffthis")
  vim.cmd("leftabove vertical sbuffer " .. buffer)
  vim.cmd("diffthis")
end

---@type vim.lsp.Config
return {
  cmd = { program(), "server" },
  -- So that Python never takes a module of the opened folder for one of its own.
  cmd_cwd = vim.env.VIMRUNTIME,
  cmd_env = { PYTHONSAFEPATH = "1" },
  filetypes = vim.list_extend({ "smstemplate", "yaml", "json", "jsonl", "csv", "tsv" }, code_filetypes),
  root_dir = function(buffer, attach)
    local path = vim.api.nvim_buf_get_name(buffer)
    local filetype = vim.bo[buffer].filetype
    if filetype == "smstemplate" or holds_templates(path) or (path ~= "" and is_code(path, filetype) and reads_code(path)) then
      attach(vim.fs.root(buffer, markers) or (path == "" and vim.fn.getcwd() or vim.fs.dirname(path)))
    end
  end,
  init_options = {
    language = language,
    clientCommands = { "smslint.showPreview", "smslint.copyRequest", "smslint.compareAccount" },
  },
  commands = {
    ["smslint.showPreview"] = asking("smslint.preview", preview),
    ["smslint.copyRequest"] = asking("smslint.payload", copy),
    ["smslint.compareAccount"] = asking("smslint.accountText", compare),
  },
}
