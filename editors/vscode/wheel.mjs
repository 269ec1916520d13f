// Builds the server's wheel into wheels/, which the package then carries; with --all also the wheels it needs, for this Python and system.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";

const python = process.env.PYTHON ?? (process.platform === "win32" ? "python" : "python3");
const pip = (...args) => execFileSync(python, ["-m", "pip", "--disable-pip-version-check", "--quiet", ...args], { stdio: "inherit" });

rmSync("wheels", { recursive: true, force: true });
pip("wheel", "--no-deps", "--wheel-dir", "wheels", "../..");
if (process.argv.includes("--all")) {
  const [wheel] = readdirSync("wheels");
  pip("download", "--only-binary", ":all:", "--dest", "wheels", `wheels/${wheel}[tables,code]`);
}
