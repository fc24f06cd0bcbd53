// How a browser learns of the native host, and which extension may call it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The id that Chromium derives from the public key in the manifest of an unpacked extension. */
export function extensionId(folder) {
  const manifest = path.join(folder, "manifest.json");
  if (!existsSync(manifest)) throw new Error(`There is no ${manifest}; build the extension first.`);
  const { key } = JSON.parse(readFileSync(manifest, "utf8"));
  const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex");
  return [...digest.slice(0, 32)].map((c) => "abcdefghijklmnop"[parseInt(c, 16)]).join("");
}

function register(folder, host, callers) {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: "com.chaperone.host",
    description: "Chaperone",
    path: host,
    type: "stdio",
    ...callers,
  };
  writeFileSync(path.join(folder, "com.chaperone.host.json"), JSON.stringify(manifest));
}

/** Tells a Chromium browser with this user folder where the native host is. */
export function registerHost(userData, host, id) {
  const origins = { allowed_origins: [`chrome-extension://${id}/`] };
  register(path.join(userData, "NativeMessagingHosts"), host, origins);
}

/** Tells the Firefox of a person with this HOME. */
export function registerFirefoxHost(home, host, id) {
  register(path.join(home, ".mozilla/native-messaging-hosts"), host, { allowed_extensions: [id] });
}
