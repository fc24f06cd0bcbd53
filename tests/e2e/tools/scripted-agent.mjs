// An agent that does what a test tells it, also what a sound agent never would: think for too long,
// hang up in the middle, stay silent. It speaks the same frames on the same socket.
import { endianness } from "node:os";
import net from "node:net";
import path from "node:path";
import { readFileSync, rmSync } from "node:fs";
import { sites } from "../mock/sites.mjs";
import { source } from "../harness/folders.mjs";

const kHeaderBytes = 4;
const little = endianness() === "LE";

function frame(message) {
  const payload = Buffer.from(JSON.stringify({ v: 1, ...message }), "utf8");
  const header = Buffer.alloc(kHeaderBytes);
  if (little) header.writeUInt32LE(payload.length);
  else header.writeUInt32BE(payload.length);
  return Buffer.concat([header, payload]);
}

/** Takes whole frames off the front of `bytes`; gives the messages and the rest. */
function unframe(bytes) {
  const messages = [];
  while (bytes.length >= kHeaderBytes) {
    const length = little ? bytes.readUInt32LE() : bytes.readUInt32BE();
    if (bytes.length < kHeaderBytes + length) break;
    messages.push(JSON.parse(bytes.subarray(kHeaderBytes, kHeaderBytes + length)));
    bytes = bytes.subarray(kHeaderBytes + length);
  }
  return { messages, rest: bytes };
}

const adapters = () =>
  JSON.parse(readFileSync(path.join(source, "resources/adapters/sites.json"), "utf8"));

const guarded = (modes) =>
  Object.keys(sites)
    .filter((host) => !host.endsWith(".example"))
    .map((host) => ({ host, app: host, label: sites[host].name, ...modes, sanctioned: false }));

export class ScriptedAgent {
  /** All requests that came, in order. */
  requests = [];
  /** What to do with an inspection: gives the verdict's fields, or nothing to stay silent. */
  judge = async () => ({ action: "allow" });
  #connections = new Set();

  constructor(profile, { fail_paste = "open", fail_send = "closed" } = {}) {
    this.socket = path.join(profile, "agent.sock");
    this.sites = guarded({ fail_paste, fail_send });
    this.output = "";
  }

  async start() {
    rmSync(this.socket, { force: true });
    this.server = net.createServer((connection) => this.#serve(connection));
    await new Promise((resolve) => this.server.listen(this.socket, resolve));
    return this;
  }

  /** Ends every connection, as a killed process would, and answers no more. */
  async stop() {
    this.hangUp();
    await new Promise((resolve) => this.server.close(resolve));
  }

  hangUp() {
    for (const connection of this.#connections) connection.destroy();
  }

  inspections(channel) {
    return this.requests.filter(
      (it) => it.type === "inspect" && (!channel || it.channel === channel),
    );
  }

  #serve(connection) {
    let bytes = Buffer.alloc(0);
    this.#connections.add(connection);
    connection.on("close", () => this.#connections.delete(connection));
    connection.on("error", () => {});
    connection.on("data", (piece) => {
      const { messages, rest } = unframe(Buffer.concat([bytes, piece]));
      bytes = rest;
      for (const message of messages) this.#answer(connection, message);
    });
  }

  async #answer(connection, message) {
    this.requests.push(message);
    const reply = await this.#reply(message);
    if (reply && !connection.destroyed) connection.write(frame(reply));
  }

  async #reply(message) {
    if (message.type === "hello") {
      return {
        type: "configuration",
        agent_version: "0.1.0",
        policy: "scripted 1",
        state: "protected",
        sites: this.sites,
        adapters: adapters(),
      };
    }
    if (message.type === "ping") return { type: "pong", id: message.id };
    if (message.type !== "inspect") return undefined;
    const verdict = await this.judge(message);
    return (
      verdict && {
        type: "verdict",
        ...kVerdict,
        id: message.id,
        interaction: `s-${message.id}`,
        ...verdict,
      }
    );
  }
}

const kVerdict = {
  action: "allow",
  undetermined: false,
  findings: [],
  finding_count: 0,
  edits: [],
};
