// A program that a test started, and will end by its own process id.
import { spawn } from "node:child_process";

const kGraceMs = 3000;

export class Child {
  constructor(command, args, { env, cwd } = {}) {
    this.name = command.split("/").pop();
    this.output = "";
    this.process = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (piece) => {
      this.output += piece;
    };
    this.process.stdout.on("data", keep);
    this.process.stderr.on("data", keep);
    this.ended = new Promise((resolve) => {
      this.process.once("error", (problem) => resolve(keep(`${problem.message}\n`)));
      this.process.once("exit", (code, signal) => resolve({ code, signal }));
    });
  }

  get pid() {
    return this.process.pid;
  }

  get running() {
    return this.pid !== undefined && this.process.exitCode === null && !this.process.signalCode;
  }

  /** Asks, waits, and then insists. */
  async stop(signal = "SIGTERM") {
    if (!this.running) return;
    this.process.kill(signal);
    const timer = setTimeout(() => this.process.kill("SIGKILL"), kGraceMs);
    await this.ended;
    clearTimeout(timer);
  }
}
