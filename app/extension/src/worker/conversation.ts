// What a conversation is called towards the agent: a hash of the page's path, so that no URL leaves
// the browser.

/** The conversation at `url`, which may be a path on the page `base`; "" when it is no address. */
export async function conversationOf(url: string | undefined, base?: string): Promise<string> {
  let path: string;
  try {
    path = new URL(url ?? "", base).pathname;
  } catch {
    return "";
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(path));
  const bytes = [...new Uint8Array(digest).slice(0, 16)];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
