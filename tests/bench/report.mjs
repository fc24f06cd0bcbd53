// Measures speed and memory and says the figures beside what they are held against.
//   node report.mjs --build DIR [--json FILE]
// Every figure is a median; where it was taken several times, NAME_noise is the median distance from it,
// so that a reader sees what this machine can tell apart. Names end in their unit.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

const { build, json } = parseArgs({
  options: { build: { type: "string" }, json: { type: "string" } },
}).values;

const kRuns = 5;
const here = import.meta.dirname;
const program = (name) => path.resolve(build, "bin", name);

/** What a figure is held against: a limit we set ourselves, or a peer measured in the same run. */
const held = {
  host_start_ms: { limit: 2, better: "lower" },
  host_rss_mib: { limit: 3, better: "lower" },
  tray_rss_mib: { limit: 60, better: "lower" },
  document_10mb_judged_ms: { limit: 2000, better: "lower" },
  window_up_ms: { limit: 1500, better: "lower" },
  page_paste_guarded_1k_p95_ms: { peer: "page_paste_unguarded_1k_p95_ms", better: "lower" },
  page_paste_guarded_100k_p95_ms: { peer: "page_paste_unguarded_100k_p95_ms", better: "lower" },
  page_paste_guarded_1m_p95_ms: { peer: "page_paste_unguarded_1m_p95_ms", better: "lower" },
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Number(value.toPrecision(4));

function summary(samples) {
  const result = {};
  for (const name of Object.keys(samples[0])) {
    const values = samples.map((sample) => sample[name]);
    const middle = median(values);
    result[name] = rounded(middle);
    if (values.length > 1) {
      result[`${name}_noise`] = rounded(median(values.map((value) => Math.abs(value - middle))));
    }
  }
  return result;
}

async function repeated(times, measure) {
  const samples = [];
  for (let run = 0; run < times; run += 1) samples.push(await measure());
  return summary(samples);
}

const rssMib = (pid) => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ended = (child) =>
  child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined;

const answers = (socket) =>
  new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once("connect", () => resolve(true) || connection.destroy());
    connection.once("error", () => resolve(false));
  });

/** The agent on a fresh profile, from exec until it answers; memory once it has come to rest. */
async function measureTray() {
  const profile = mkdtempSync(path.join(os.tmpdir(), "chaperone-bench-"));
  writeFileSync(path.join(profile, "settings.ini"), "[welcome]\nseen=1\n");
  const started = performance.now();
  const agent = spawn(program("chaperone"), ["--profile", profile], {
    env: { ...process.env, QT_QPA_PLATFORM: "offscreen" },
    stdio: "ignore",
  });
  while (!(await answers(path.join(profile, "agent.sock")))) {
    if (agent.exitCode !== null) throw new Error("The agent ended before it answered.");
    await sleep(1);
  }
  const start = performance.now() - started;
  await sleep(1500);
  const figures = { tray_start_ms: start, tray_rss_mib: rssMib(agent.pid) };
  agent.kill("SIGTERM");
  await ended(agent);
  rmSync(profile, { recursive: true, force: true });
  return figures;
}

/** Programs of our own that print one flat JSON object. */
async function measurePrograms() {
  const figures = {};
  for (const name of readdirSync(path.resolve(build, "bench"))) {
    if (!name.endsWith("_bench")) continue;
    console.error(`  ${name}`);
    const folder = mkdtempSync(path.resolve(build, "bench-data-"));
    try {
      Object.assign(
        figures,
        await repeated(3, () =>
          JSON.parse(
            execFileSync(path.resolve(build, "bench", name), [folder], { encoding: "utf8" }),
          ),
        ),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return figures;
}

function measurePage() {
  console.error("  page -> verdict -> page");
  const script = path.resolve(here, "../e2e/latency.mjs");
  return JSON.parse(
    execFileSync(process.execPath, [script, "--build", path.resolve(build)], { encoding: "utf8" }),
  );
}

function measureWindow() {
  if (!readdirSync(path.resolve(build, "bin")).includes("chaperone-window")) return {};
  console.error("  isolated window");
  const script = path.resolve(here, "window.mjs");
  return JSON.parse(
    execFileSync(process.execPath, [script, "--build", path.resolve(build)], { encoding: "utf8" }),
  );
}

function print(figures) {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) {
    if (name.endsWith("_noise")) continue;
    const noise = figures[`${name}_noise`];
    const against = held[name]?.peer;
    const limit = held[name]?.limit;
    const beside = [
      noise !== undefined ? `± ${noise}` : "",
      limit !== undefined ? `limit ${limit}${value > limit ? "  MISSED" : ""}` : "",
      against ? `against ${figures[against]} (${against})` : "",
    ];
    console.log(`${name.padEnd(width)}  ${String(value).padStart(10)}  ${beside.filter(Boolean).join("  ")}`);
  }
}

console.error("  tray");
const figures = {
  cpus: os.cpus().length,
  load_before_1min: rounded(os.loadavg()[0]),
  ...(await repeated(kRuns, measureTray)),
  ...(await measurePrograms()),
  ...measurePage(),
  ...measureWindow(),
};
print(figures);
if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
