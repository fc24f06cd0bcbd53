// What the Windows code reads of group policy, from a real registry under Wine.
//   node --test registry.test.mjs      with PRINT (a program for Windows) and WINEPREFIX in the environment
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { afterEach, test } from "node:test";

const { PRINT } = process.env;
const kKey = "HKLM\\Software\\Policies\\Chaperone";
const kView = "/reg:64"; // where group policy writes

const reg = (...args) => execFileSync("wine", ["reg", ...args, "/f", kView], { stdio: "ignore" });
const set = (name, type, data, key = kKey) => reg("add", key, "/v", name, "/t", type, "/d", data);
const read = () => execFileSync("wine", [PRINT]).toString().trim().split(/\r?\n/);

afterEach(() => {
  try {
    reg("delete", kKey);
  } catch {
    // there was none
  }
});

test("nothing is set where there is no key", () => {
  assert.deepEqual(read(), [""]);
});

test("each kind of value is read as it is written", () => {
  set("AllowPause", "REG_DWORD", "0");
  set("LogEventDays", "REG_DWORD", "180");
  set("FailSend", "REG_SZ", "closed");
  set("PolicyFile", "REG_SZ", "C:\\Grün\\policy.toml");
  set("PolicyText", "REG_MULTI_SZ", "[policy]\\0schema = 1");
  set("Empty", "REG_SZ", "");
  set("Binary", "REG_BINARY", "0102");
  assert.deepEqual(read(), [
    "AllowPause: number 0",
    "Binary: nothing",
    "Empty: text ",
    "FailSend: text closed",
    "LogEventDays: number 180",
    "PolicyFile: text C:\\Grün\\policy.toml",
    "PolicyText: list <[policy]> <schema = 1>",
  ]);
});

test("a list is a key of its own", () => {
  set("1", "REG_SZ", "a.example", `${kKey}\\GuardedHosts`);
  set("2", "REG_SZ", "b.example", `${kKey}\\GuardedHosts`);
  assert.deepEqual(read(), ["GuardedHosts: list <a.example> <b.example>"]);
});

test("a value that no policy has is passed on by its name", () => {
  set("Long", "REG_SZ", "x".repeat(30000));
  assert.equal(read()[0].length, "Long: text ".length + 30000);
});
