// The real agent and the real isolated window on the desktop that this runs on.
import { execFile, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Agent } from "../e2e/harness/agent.mjs";
import { Child } from "../e2e/harness/child.mjs";
import { pause, until } from "../e2e/harness/wait.mjs";
import { Site } from "./site.mjs";

const run = promisify(execFile);
const ENGLISH = "C.UTF-8";
const PATIENCE = { timeoutMs: 30_000, everyMs: 50 };

const POLICY = `
[policy]
schema = 1
name = "Window test"
version = "1"
[[destinations.guard]]
host = "localhost"
label = "Practice AI"
[[rule]]
id = "keys"
channels = ["paste", "prompt", "upload", "drop", "clipboard", "download"]
findings = { types = ["secret"], confidence = "medium" }
action = "block"
[[rule]]
id = "cards"
channels = ["paste", "prompt", "clipboard"]
findings = { types = ["fin.card"], confidence = "medium" }
action = "redact"
[[rule]]
id = "apart"
findings = { types = ["fin.iban"], confidence = "medium" }
action = "isolate"
`;

function frame(message) {
  const json = Buffer.from(JSON.stringify({ v: 1, ...message }));
  const header = Buffer.alloc(4);
  header.writeUInt32LE(json.length);
  return Buffer.concat([header, json]);
}

/** What the system says of a process; empty when it has gone or is another user's. */
function below(pid, name) {
  try {
    const file = `/proc/${pid}/${name}`;
    return name === "exe" ? readlinkSync(file) : readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const parentOf = (pid) => /^PPid:\s+(\d+)$/m.exec(below(pid, "status"))?.[1];

function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (problem) {
    if (problem.code !== "ESRCH") throw problem; // gone by itself
  }
}

export class Desk {
  constructor({ language = ENGLISH, profile = "profile" } = {}) {
    this.profile = path.join(os.homedir(), profile);
    mkdirSync(this.profile, { recursive: true, mode: 0o700 });
    this.env = { ...process.env, LANG: language, LC_ALL: language };
    this.site = new Site();
  }

  async start(room = {}) {
    await this.site.start();
    this.panel = new Child("trayer", ["--edge", "bottom"], { env: this.env });
    writeFileSync(path.join(this.profile, "settings.ini"), "[welcome]\nseen=1\n");
    this.writePolicy(room);
    this.agent = await new Agent(this.profile, this.env).start();
    return this;
  }

  /** `room` is what stands in the policy's [isolate] beside the defaults of the tests. */
  writePolicy(room = {}) {
    const terms = { start: `http://localhost:${this.site.port}/`, old_engine: "allow", ...room };
    const lines = Object.entries(terms).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    writeFileSync(
      path.join(this.profile, "policy.toml"),
      `${POLICY}[isolate]\n${lines.join("\n")}\n`,
    );
  }

  /** As the extension hands a tab over. */
  handOver(host = "localhost") {
    return new Promise((resolve, reject) => {
      const socket = net.connect(path.join(this.profile, "agent.sock"));
      socket.once("error", reject);
      socket.once("data", () => resolve(socket.end()));
      socket.write(frame({ type: "hello", client_version: "1", browser: "chromium" }));
      socket.write(frame({ type: "notice", code: "isolate", host }));
    });
  }

  async open() {
    const before = this.site.visits;
    await this.handOver();
    await this.isOpen();
    await until("the page", () => this.site.visits > before, PATIENCE);
    await this.ready();
  }

  async isOpen(name = ": Practice AI") {
    this.window = await until("the window", () => this.find(name), PATIENCE);
    await run("xdotool", ["windowactivate", "--sync", this.window]);
  }

  /** The page answers, and its gate has learned how things stand. */
  async ready() {
    const ask = "return document.documentElement.dataset.chaperoneState";
    await until("the gate", async () => (await this.site.run(ask)) === "protected", PATIENCE);
  }

  async find(name) {
    const { stdout } = await run("xdotool", ["search", "--onlyvisible", "--name", name]).catch(
      () => ({ stdout: "" }),
    );
    return stdout.split("\n").find(Boolean);
  }

  async key(...keys) {
    await run("xdotool", ["key", "--clearmodifiers", ...keys]);
  }

  async type(text) {
    await run("xdotool", ["type", "--delay", "8", text]);
  }

  /** Puts the caret into the page's empty field. */
  async focus() {
    await this.click();
    await until("the focus", () => this.site.run("return document.hasFocus()"), PATIENCE);
  }

  /** Empties the page's field and clicks into it. */
  async click() {
    const place = await this.site.run(
      "field.value = ''; field.focus(); const box = field.getBoundingClientRect();" +
        "return [box.x + 40, box.y + 40, innerHeight]",
    );
    const shell = (await run("xdotool", ["getwindowgeometry", "--shell", this.window])).stdout;
    const at = (name) => Number(new RegExp(`^${name}=(-?\\d+)`, "m").exec(shell)[1]);
    const [x, y, height] = place;
    const top = at("Y") + at("HEIGHT") - height - 4; // below the page is only the border
    await run("xdotool", ["mousemove", String(at("X") + 4 + x), String(top + y), "click", "1"]);
  }

  get value() {
    return this.site.run("return field.value");
  }

  async copyFromOutside(text) {
    const owner = spawn("xclip", ["-selection", "clipboard", "-i"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    owner.stdin.end(text);
    await until("the clipboard", async () => (await this.clipboard()) === text, PATIENCE);
  }

  async clipboard() {
    const read = run("xclip", ["-selection", "clipboard", "-o"], { timeout: 2000 });
    return (await read.catch(() => ({ stdout: "" }))).stdout;
  }

  async picture(name) {
    await pause(400); // what fades in has come
    await run("import", ["-window", "root", path.join(os.homedir(), "screens", `${name}.png`)]);
  }

  /** Command lines of the window's process and of all below it, by process id. Those of another run
   *  of the tests have another home. */
  processes() {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const home = `\0HOME=${os.homedir()}\0`;
    const isWindow = (pid) =>
      below(pid, "exe").endsWith("/chaperone-window") && `\0${below(pid, "environ")}`.includes(home);
    const found = new Map();
    const take = (pid) => {
      found.set(Number(pid), below(pid, "cmdline").replaceAll("\0", " "));
      for (const child of all) if (parentOf(child) === pid) take(child);
    };
    for (const pid of all) if (!found.has(Number(pid)) && isWindow(pid)) take(pid);
    return found;
  }

  async isGone() {
    await until("the window's end", () => this.processes().size === 0, PATIENCE);
  }

  async stop() {
    await this.agent?.stop();
    for (const pid of this.processes().keys()) end(pid);
    this.site.stop();
    await this.panel?.stop();
  }
}
