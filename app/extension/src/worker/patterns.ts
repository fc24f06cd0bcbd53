// From a host that policy names to the match patterns of its pages. Pure.

const LOCAL = /^(localhost|.*\.localhost|127\.0\.0\.1)$/;
const ADDRESS = /^\d+(\.\d+){3}$/;

export function patternsFor(host: string): string[] {
  if (host.startsWith("[")) return []; // match patterns know no IPv6 literals
  if (host === "localhost") return ["http://localhost/*", "http://*.localhost/*"];
  const scheme = LOCAL.test(host) ? "http" : "https";
  return [ADDRESS.test(host) ? `${scheme}://${host}/*` : `${scheme}://*.${host}/*`];
}

export const patternsForAll = (hosts: readonly string[]): string[] =>
  [...new Set(hosts.flatMap(patternsFor))].sort();
