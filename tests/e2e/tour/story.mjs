// The page that tells the tour: one HTML file beside its screenshots, nothing loaded from elsewhere.

const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** Text as the site received it, with what stands for a removed value set off. */
const received = (text) => escape(text).replace(/\[[^\]\n]{2,40}\]/g, "<mark>$&</mark>");

function transcript({ label, text, marked }) {
  return `<div class="transcript"><span>${escape(label)}</span><pre>${marked ? received(text) : escape(text)}</pre></div>`;
}

function figure({ file, alt }) {
  return `<a class="shot" href="${file}"><img src="${file}" alt="${escape(alt)}" loading="lazy"></a>`;
}

function chapter({ title, text, shots = [], transcripts = [] }, index) {
  return `<section>
  <header><b>${index + 1}</b><h2>${escape(title)}</h2></header>
  <p>${escape(text)}</p>
  ${shots.map(figure).join("\n  ")}
  ${transcripts.length ? `<div class="pair">${transcripts.map(transcript).join("\n")}</div>` : ""}
</section>`;
}

const style = `
:root { --ground: #f4f6f8; --sheet: #fff; --ink: #1f2830; --soft: #5b6873; --line: #dde3e8; --accent: #1f6f70; --mark: #d9efe9; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ground: #14181c; --sheet: #1c2228; --ink: #e6ebef; --soft: #9aa7b2; --line: #303a43; --accent: #7fcfcb; --mark: #234843; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.6 "Inter", "Noto Sans", "DejaVu Sans", system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 72px 28px 96px; }
h1 { margin: 0 0 14px; font-size: clamp(32px, 5vw, 48px); line-height: 1.15; letter-spacing: -0.02em; font-weight: 650; }
.lead { max-width: 44em; margin: 0 0 8px; font-size: 19px; color: var(--soft); }
section { margin-top: 72px; }
section header { display: flex; align-items: center; gap: 14px; }
section b { display: grid; place-items: center; flex: none; width: 34px; height: 34px; border-radius: 50%; background: var(--accent); color: var(--ground); font-size: 16px; }
h2 { margin: 0; font-size: 25px; line-height: 1.25; letter-spacing: -0.01em; }
section > p { max-width: 44em; margin: 12px 0 22px; color: var(--soft); }
.shot { display: block; margin-top: 18px; border: 1px solid var(--line); border-radius: 14px; overflow: hidden; box-shadow: 0 14px 44px rgb(0 0 0 / 14%); }
.shot img { display: block; width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 18px; margin-top: 22px; }
.transcript { padding: 18px 20px; border: 1px solid var(--line); border-radius: 14px; background: var(--sheet); }
.transcript span { font-size: 13px; font-weight: 600; color: var(--soft); }
pre { margin: 8px 0 0; font: 14px/1.6 "DejaVu Sans Mono", ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { padding: 1px 5px; border-radius: 5px; background: var(--mark); color: inherit; }
footer { margin-top: 72px; padding-top: 22px; border-top: 1px solid var(--line); font-size: 15px; color: var(--soft); }
`;

export function story({ lead, chapters, footer }) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaperone: a guided tour</title>
<style>${style}</style>
<main>
<h1>A guided tour of Chaperone</h1>
<p class="lead">${escape(lead)}</p>
${chapters.map(chapter).join("\n")}
<footer>${escape(footer)}</footer>
</main>
</html>
`;
}
