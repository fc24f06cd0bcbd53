// A desktop that nobody sees: X server, window manager, system tray, session bus. For what has to be
// shown on a real screen.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Child } from "./child.mjs";
import { until } from "./wait.mjs";

const run = promisify(execFile);

const kPanelPx = 30;
const kPanel = (
  `--edge top --align right --widthtype percent --width 100 --height ${kPanelPx} ` +
  "--transparent true --tint 0xdfe5ea --alpha 0"
).split(" ");

export class Desktop {
  #children = [];

  static async start({ width = 1440, height = 900, background = "#8fa3b5" } = {}) {
    const desktop = new Desktop();
    desktop.root = mkdtempSync(path.join(os.tmpdir(), "chaperone-desktop-"));
    desktop.env = {};
    const screen = ["-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"];
    const server = desktop.run("Xvfb", "-displayfd", "1", ...screen); // it picks a free number
    const number = await until("the X server", () => server.output.match(/^(\d+)$/m)?.[1]);
    desktop.env.DISPLAY = `:${number}`;
    const bus = path.join(desktop.root, "bus");
    desktop.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${bus}`;
    desktop.run("dbus-daemon", "--session", "--nofork", `--address=unix:path=${bus}`);
    desktop.run("openbox", "--sm-disable");
    desktop.run("trayer", ...kPanel);
    await desktop
      .call(
        "display",
        "-window",
        "root",
        "-size",
        `${width}x${height}`,
        `gradient:${background}-#3f5368`,
      )
      .catch(() => {});
    await until("the tray", () => desktop.window("panel").catch(() => false));
    return desktop;
  }

  get #fullEnv() {
    const { PATH, LANG = "C.UTF-8" } = process.env;
    return { PATH, LANG, HOME: this.root, ...this.env };
  }

  run(command, ...args) {
    const child = new Child(command, args, { env: this.#fullEnv });
    this.#children.push(child);
    return child;
  }

  async call(command, ...args) {
    const { stdout } = await run(command, args, { env: this.#fullEnv });
    return stdout.trim();
  }

  /** The id of a visible window whose title or class fits `name`. */
  async window(name) {
    const ids = await this.call("xdotool", "search", "--onlyvisible", "--name", name).catch(() =>
      this.call("xdotool", "search", "--onlyvisible", "--class", name),
    );
    return ids.split("\n").filter(Boolean).at(-1);
  }

  /** Moves a window to the middle of the screen, and to the front. */
  async place(id) {
    const screen = await this.call("xdotool", "getdisplaygeometry");
    const [width, height] = screen.split(" ").map(Number);
    const shell = await this.call("xdotool", "getwindowgeometry", "--shell", id);
    const [, wide] = shell.match(/WIDTH=(\d+)/);
    const [, high] = shell.match(/HEIGHT=(\d+)/);
    const at = [Math.max(0, (width - wide) >> 1), Math.max(40, (height - high) >> 1)];
    await this.call(
      "xdotool",
      "windowactivate",
      "--sync",
      id,
      "windowmove",
      id,
      `${at[0]}`,
      `${at[1]}`,
    );
  }

  /** The middle of the last icon in the tray. */
  async trayIcon() {
    const screen = await this.call("xdotool", "getdisplaygeometry");
    return { x: Number(screen.split(" ")[0]) - (kPanelPx >> 1), y: kPanelPx >> 1 };
  }

  /** `part`: only that of the screen, as WIDTHxHEIGHT+X+Y. */
  shoot(file, part) {
    const crop = part ? ["-crop", part, "+repage"] : [];
    return this.call("import", "-window", "root", ...crop, file);
  }

  async stop() {
    for (const child of this.#children.reverse()) await child.stop();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
