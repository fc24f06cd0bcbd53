// Where things are. ctest names the build; by hand, CHAPERONE_BINARY_DIR does.
import path from "node:path";

export const source = path.resolve(import.meta.dirname, "../../..");
export const build = path.resolve(
  process.env.CHAPERONE_BINARY_DIR ?? path.join(source, "build/release"),
);
export const policies = path.resolve(import.meta.dirname, "../policies");
export const work = path.join(build, "e2e");
export const assets = path.join(work, "assets");
export const certificates = path.join(work, "certificates");
export const failures = path.join(work, "failures");
export const screenshots = path.join(work, "screenshots");

export const program = (name) => path.join(build, "bin", name);
/** `kind`: "chromium" (the store's build) or "managed" (installed by policy). */
export const extension = (kind) => path.join(build, "extension", kind);
