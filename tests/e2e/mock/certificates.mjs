// A certificate authority that lives as long as a test run, and a leaf for all imitated sites.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sites } from "./sites.mjs";

const kDays = "3";

function openssl(folder, ...args) {
  execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}

/** Makes `ca.pem`, `leaf.pem` and `leaf.key` in `folder`. */
export function makeCertificates(folder) {
  mkdirSync(folder, { recursive: true });
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl(
    folder,
    "req",
    "-x509",
    ...ec,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    kDays,
    "-subj",
    "/CN=Chaperone test authority",
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  );
  openssl(
    folder,
    "req",
    ...ec,
    "-keyout",
    "leaf.key",
    "-out",
    "leaf.csr",
    "-subj",
    "/CN=mock sites",
  );
  const names = Object.keys(sites)
    .map((host) => `DNS:${host}`)
    .join(",");
  writeFileSync(path.join(folder, "leaf.ext"), `subjectAltName=${names}\n`);
  openssl(
    folder,
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-out",
    "leaf.pem",
    "-days",
    kDays,
    "-extfile",
    "leaf.ext",
  );
  return folder;
}

/** Makes a browser with this certificate store trust the authority: Chromium's is in the HOME, Firefox's
 *  in the profile. */
export function trust(database, authority) {
  if (existsSync(path.join(database, "cert9.db"))) return;
  mkdirSync(database, { recursive: true });
  const where = `sql:${database}`;
  execFileSync("certutil", ["-d", where, "-N", "--empty-password"]);
  execFileSync("certutil", [
    "-d",
    where,
    "-A",
    "-t",
    "C,,",
    "-n",
    "chaperone-test",
    "-i",
    authority,
  ]);
}
