// Opens Chromium beside a running desktop, with the extension, on a practice page; the agent and the
// browser keep everything below one folder, so that nothing of the person's own is touched.
//   node demo.mjs --bin DIR --extension DIR --profile DIR
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import net from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { extensionId, registerHost } from "./harness/registration.mjs";
import { until } from "./harness/wait.mjs";

const kPractice = path.resolve(import.meta.dirname, "../../resources/practice/index.html");
const kBrowsers = ["/usr/bin/chromium", "/usr/lib/chromium/chromium", "/usr/bin/chromium-browser"];

const options = {
  bin: { type: "string" },
  extension: { type: "string" },
  profile: { type: "string" },
};
const { bin, extension, profile } = parseArgs({ options }).values;

function servePractice() {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    if (request.method === "GET") createReadStream(kPractice).pipe(response);
    else request.resume().on("end", () => response.end());
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const listening = (socket) =>
  new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once("connect", () => resolve(true) || connection.destroy());
    connection.once("error", () => resolve(false));
  });

async function startAgent(env) {
  const agent = spawn(path.join(bin, "chaperone"), ["--profile", profile], {
    env,
    stdio: "inherit",
  });
  await until(
    "the agent to start",
    () => {
      if (agent.exitCode !== null) throw new Error("The agent ended; its own words are above.");
      return listening(path.join(profile, "agent.sock"));
    },
    { timeoutMs: 20000 },
  );
  return agent;
}

function startBrowser(env, address) {
  const browser = kBrowsers.find(existsSync);
  if (!browser) throw new Error("Chromium was not found; install the package `chromium`.");
  const userData = path.join(profile, "browser");
  registerHost(userData, path.join(bin, "chaperone-host"), extensionId(extension));
  const root = process.getuid() === 0 ? ["--no-sandbox", "--test-type"] : [];
  return spawn(
    browser,
    [
      `--user-data-dir=${userData}`,
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      "--no-first-run",
      "--no-default-browser-check",
      ...root,
      address,
    ],
    { env, stdio: "ignore" },
  );
}

mkdirSync(profile, { recursive: true, mode: 0o700 });
const server = await servePractice();
const env = { ...process.env, CHAPERONE_PROFILE: path.resolve(profile) };
const agent = await startAgent(env);
const browser = startBrowser(env, `http://practice.localhost:${server.address().port}/`);
console.log("The agent runs; close the browser to end the demonstration.");
const end = () => {
  browser.kill();
  agent.kill();
};
process.once("SIGINT", end);
process.once("SIGTERM", end);
await new Promise((resolve) => browser.once("exit", resolve));
agent.kill();
server.close();
