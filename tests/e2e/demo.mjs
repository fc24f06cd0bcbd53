// Opens Chromium beside a running desktop, with the extension, on a practice page; the agent and the
// browser keep everything below one folder, so that nothing of the person's own is touched.
//   node demo.mjs --bin DIR --extension DIR --profile DIR
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import net from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { extensionId, registerHost } from "./harness/registration.mjs";
import { pause, until } from "./harness/wait.mjs";

const kResources = path.resolve(import.meta.dirname, "../../resources");
const kPractice = path.join(kResources, "practice/index.html");
const kHost = "practice.localhost";
const kBrowsers = ["/usr/bin/chromium", "/usr/lib/chromium/chromium", "/usr/bin/chromium-browser"];

const options = {
  bin: { type: "string" },
  extension: { type: "string" },
  profile: { type: "string" },
};
const { bin, extension, profile } = parseArgs({ options }).values;

/** Says whether the guard was there from the page's first moment. */
const probe = `<!doctype html><script>
parent.postMessage(document.documentElement.dataset.chaperone === "ready", "*")</script>`;

/** Waits for the extension to have learned from the agent where to stand guard, and goes on. */
const waiting = `<!doctype html><meta charset="utf-8"><title>Chaperone</title>
<style>:root { color-scheme: light dark } body { display: grid; place-items: center; height: 90vh; font: 18px system-ui }</style>
<p>One moment, the extension is getting to know the agent…</p>
<iframe hidden></iframe>
<script>
const practice = "http://${kHost}:" + location.port + "/";
const frame = document.querySelector("iframe");
let tries = 0;
onmessage = ({ data }) => {
  if (data || ++tries > 40) location.replace(practice);
  else setTimeout(ask, 250);
};
const ask = () => (frame.src = practice + "probe?" + tries);
ask();
</script>`;

function servePractice() {
  const pages = { "/probe": probe, "/waiting": waiting };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    if (request.method !== "GET") request.resume().on("end", () => response.end());
    else if (pages[pathname]) response.end(pages[pathname]);
    else createReadStream(kPractice).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** The shipped policy, which guards the practice page as well. */
function writePolicy() {
  const shipped = readFileSync(path.join(kResources, "policies/default.toml"), "utf8");
  const guard = `\n[[destinations.guard]]\nhost = "${kHost}"\nlabel = "the practice page"\n`;
  writeFileSync(path.join(profile, "policy.toml"), shipped + guard);
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

/** Nothing is checked before the person has read what is watched, so the browser waits for that. */
async function agreed(agent) {
  const settings = path.join(profile, "settings.ini");
  const seen = () => existsSync(settings) && readFileSync(settings, "utf8").includes("seen=");
  if (!seen()) console.log("Please read the welcome page; the browser opens when you agree.");
  while (!seen() && agent.exitCode === null && agent.signalCode === null) await pause(250);
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
writePolicy();
const server = await servePractice();
const env = { ...process.env, CHAPERONE_PROFILE: path.resolve(profile) };
const agent = await startAgent(env);
const started = [agent];
const end = () => started.forEach((it) => it.kill());
process.once("SIGINT", end);
process.once("SIGTERM", end);
await agreed(agent);
if (agent.exitCode !== null || agent.signalCode !== null) process.exit(1);
const browser = startBrowser(env, `http://localhost:${server.address().port}/waiting`);
started.push(browser);
console.log("The agent runs; close the browser to end the demonstration.");
await new Promise((resolve) => browser.once("exit", resolve));
agent.kill();
server.close();
