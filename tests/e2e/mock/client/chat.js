// The page around an editor: conversation, send button, reply. Everything a test needs to know is
// what the server received; the page itself only sets `data-page="ready"` when it can be used.
import { sendDraft, transports } from "./transports.js";

const kDraftPauseMs = 150;
const setup = JSON.parse(document.getElementById("setup").textContent);

function bubble(author, text) {
  const line = document.createElement("article");
  line.className = `message ${author}`;
  line.setAttribute("aria-label", author === "person" ? "You" : setup.name);
  line.textContent = text;
  document.querySelector("#conversation").append(line);
  document.body.classList.add("talking");
  line.scrollIntoView({ block: "end" });
  return line;
}

async function exchange(text) {
  bubble("person", text);
  const answer = bubble("assistant waiting", "…");
  try {
    answer.textContent = await transports[setup.transport](setup.endpoint, text);
    answer.className = "message assistant";
  } catch (problem) {
    answer.textContent = `Not sent. ${problem.message}`;
    answer.className = "message assistant failed";
  }
}

function keepDraft(editor) {
  let timer = 0;
  editor.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const text = editor.text().trim();
      if (text) sendDraft(setup.drafts, text);
    }, kDraftPauseMs);
  });
}

/** `mount(place, {placeholder, label, submit})` builds the editor and gives access to it. */
export function start(mount) {
  let editor;
  const submit = () => {
    const text = editor.text().trim();
    if (text) {
      editor.clear();
      exchange(text);
    }
    return true;
  };
  editor = mount(document.querySelector("#editor"), {
    placeholder: `Message ${setup.name}`,
    label: `Message ${setup.name}`,
    submit,
  });
  if (setup.drafts) keepDraft(editor);
  document.querySelector("#composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  document.querySelector('#composer button[type="button"]')?.addEventListener("click", submit);
  window.editorText = () => editor.text();
  editor.focus();
  document.documentElement.dataset.page = "ready";
}
