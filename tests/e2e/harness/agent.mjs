// The real tray agent on a profile of its own, and what its command line says about that profile.
import { execFile } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { Child } from "./child.mjs";
import { program } from "./folders.mjs";
import { until } from "./wait.mjs";

const run = promisify(execFile);

function answers(socket) {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once("connect", () => resolve(true) || connection.destroy());
    connection.once("error", () => resolve(false));
  });
}

export class Agent {
  /** `env` holds HOME and, with a display, DISPLAY and the session bus. */
  constructor(profile, env) {
    this.profile = profile;
    this.socket = path.join(profile, "agent.sock");
    this.env = env;
  }

  async start() {
    this.child = new Child(program("chaperone"), ["--profile", this.profile], { env: this.env });
    await until(
      "the agent to answer on its socket",
      () => {
        if (!this.child.running) throw new Error(`The agent ended:\n${this.child.output}`);
        return answers(this.socket);
      },
      { timeoutMs: 20000 },
    );
    return this;
  }

  get output() {
    return this.child?.output ?? "";
  }

  async stop(signal) {
    await this.child?.stop(signal);
  }

  /** Runs chaperonectl on the profile; stdout as text. */
  async control(...args) {
    const { stdout } = await run(program("chaperonectl"), ["--profile", this.profile, ...args], {
      env: this.env,
      maxBuffer: 64 << 20,
    });
    return stdout;
  }

  /** The rows of the audit log, oldest first. */
  async audit() {
    const lines = (await this.control("audit", "export", "--format", "jsonl")).split("\n");
    return lines.filter(Boolean).map((line) => JSON.parse(line));
  }
}
