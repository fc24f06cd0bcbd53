// The page of an imitated site.

const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const earlier = ["A letter to the landlord", "Notes for Monday", "Words for a birthday card"];

/** HTML for `site` (an entry of sites.mjs), with the editor named. */
export function page(site, editor) {
  const { name, transport, endpoint, drafts, button, theme, greeting } = site;
  const setup = JSON.stringify({ name, transport, endpoint, drafts }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(name)} (local imitation)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<nav aria-label="Earlier conversations">
  <strong><i></i>${escape(name)}</strong>
  <a href="#new" class="new">New conversation</a>
  ${earlier.map((title) => `<a href="#earlier">${title}</a>`).join("\n  ")}
  <small>A local imitation for tests. Nothing here reaches the real site.</small>
</nav>
<main>
  <h1>${escape(greeting)}</h1>
  <section id="conversation" aria-label="Conversation"></section>
  <form id="composer">
    <div id="editor"></div>
    <button ${button}><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 16V4m0 0L5 9m5-5 5 5"/></svg></button>
  </form>
</main>
<script type="application/json" id="setup">${setup}</script>
<script type="module" src="/assets/${editor}.js"></script>
</body>
</html>`;
}

/** A page without an editor, for tests that speak to the network themselves. */
export const bare = `<!doctype html>
<html lang="en" data-page="ready"><meta charset="utf-8"><title>Bare</title><p>Nothing here.</p></html>`;

/** A page that does what a test has written for it, as its first script. */
export const scripted = `<!doctype html>
<html lang="en" data-page="ready"><meta charset="utf-8"><title>Scripted</title>
<script src="/script.js"></script><p>Nothing here.</p></html>`;
