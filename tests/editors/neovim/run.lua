--- Runs all cases, or those whose name holds the first argument, and ends with 1 when one fails: nvim -l run.lua [WORD]

local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, "S").source:sub(2)))
io.stdout:setvbuf("line")
package.path = here .. "/?.lua;" .. package.path

local wanted, failed, run = arg[1] or "", 0, 0
for _, file in ipairs(vim.fn.sort(vim.fn.glob(here .. "/cases/*.lua", false, true))) do
  for name, case in vim.spairs(dofile(file)) do
    if name:find(wanted, 1, true) then
      run = run + 1
      local before = vim.uv.hrtime()
      local good, why = xpcall(case, debug.traceback)
      local took = (vim.uv.hrtime() - before) / 1e9
      io.write(("%s  %s (%.1f s)\n"):format(good and "ok    " or "FAILED", name, took))
      if not good then
        failed = failed + 1
        io.write(why, "\n")
      end
    end
  end
end
local version = vim.version()
io.write(("%d cases in Neovim %d.%d.%d, %d failed\n"):format(run, version.major, version.minor, version.patch, failed))
os.exit((failed == 0 and run > 0) and 0 or 1)
