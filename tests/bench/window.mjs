// How long a person waits for the isolated window: from its start until its page runs, with the agent
// and a server on this machine, on a desktop and as a user that allow its sandbox (tests/window). Prints
// one flat JSON object; nothing in it where there is no such user or desktop.
//   node window.mjs --build DIR
import { execFileSync, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

const { build, inside } = parseArgs({
  options: { build: { type: "string" }, inside: { type: "boolean" } },
}).values;
const kRuns = 5;
const here = import.meta.dirname;
const program = path.resolve(build, "bin/chaperone-window");

function onADesktop() {
  const folder = path.join(os.tmpdir(), `chaperone-bench-window-${process.pid}`);
  const desktop = path.resolve(here, "../ui/desktop.sh");
  const again = [process.execPath, import.meta.filename, "--inside", "--build", path.resolve(build)];
  try {
    const said = execFileSync(
      path.resolve(here, "../window/as_user.sh"),
      [folder, desktop, ...again],
      { encoding: "utf8" },
    );
    return said.split("\n").find((line) => line.startsWith("{")) ?? "{}";
  } catch (problem) {
    if (problem.status === 77) return "{}";
    throw problem;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure() {
  process.env.CHAPERONE_BINARY_DIR = path.resolve(build);
  const { Desk } = await import("../window/room.mjs");
  const { until } = await import("../e2e/harness/wait.mjs");
  const desk = await new Desk().start();
  const times = [];
  for (let run = 0; run <= kRuns; run += 1) {
    const before = desk.site.asked;
    const started = performance.now();
    const window = spawn(program, ["--profile", desk.profile, "--site", "localhost"], {
      env: desk.env,
      stdio: "ignore",
    });
    await until("the page", () => desk.site.asked > before, { timeoutMs: 30_000, everyMs: 2 });
    if (run > 0) times.push(performance.now() - started); // the first fills the disk's cache
    window.kill("SIGTERM");
    await desk.isGone();
  }
  await desk.stop();
  times.sort((a, b) => a - b);
  const middle = times[kRuns >> 1];
  const away = times.map((it) => Math.abs(it - middle)).sort((a, b) => a - b);
  return JSON.stringify({
    window_up_ms: Math.round(middle),
    window_up_ms_noise: Math.round(away[kRuns >> 1]),
  });
}

console.log(inside ? await measure() : onADesktop());
if (inside) process.exit(0);
