// How a prompt leaves each imitated site: the same means, endpoint and shape as the real one.

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The site answered ${answer.status}.`);
  return (await answer.json()).reply;
}

function postForm(path, fields) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("content-type", "application/x-www-form-urlencoded;charset=UTF-8");
    request.onload = () =>
      request.status === 200
        ? resolve(JSON.parse(request.responseText).reply)
        : reject(new Error(`The site answered ${request.status}.`));
    request.onerror = () => reject(new Error("The request did not get through."));
    request.send(new URLSearchParams(fields).toString());
  });
}

let socket;
function say(path, message) {
  return new Promise((resolve, reject) => {
    socket ??= new WebSocket(`wss://${location.host}${path}`);
    socket.onmessage = (event) => resolve(JSON.parse(event.data).reply);
    socket.onclose = () => {
      socket = undefined;
      reject(new Error("The connection closed."));
    };
    const send = () => socket.send(JSON.stringify(message));
    if (socket.readyState === WebSocket.OPEN) send();
    else socket.addEventListener("open", send, { once: true });
  });
}

export const transports = {
  chatgpt: (path, text) =>
    post(path, {
      action: "next",
      model: "auto",
      messages: [
        {
          id: crypto.randomUUID(),
          author: { role: "user" },
          content: { content_type: "text", parts: [text] },
        },
      ],
    }),
  claude: (path, text) => post(path, { prompt: text, timezone: "UTC", attachments: [], files: [] }),
  gemini: (path, text) =>
    postForm(path, { "f.req": JSON.stringify([null, JSON.stringify([[text], ["en"]])]), at: "x" }),
  copilot: (path, text) =>
    say(`${path}?api-version=2`, {
      event: "send",
      conversationId: "mock",
      content: [{ type: "text", text }],
      mode: "chat",
    }),
  perplexity: (path, text) =>
    post(path, { params: { source: "default", language: "en" }, query_str: text }),
  deepseek: (path, text) =>
    post(path, {
      chat_session_id: "mock",
      parent_message_id: null,
      prompt: text,
      ref_file_ids: [],
    }),
  grok: (path, text) => post(path, { temporary: false, message: text, fileAttachments: [] }),
  mistral: (path, text) =>
    post(path, { chatId: "mock", mode: "append", messageInput: [{ type: "text", text }] }),
  plain: (path, text) => post(path, { question: text }),
};

/** What a site tells its server about an unfinished draft. */
export function sendDraft(path, text) {
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_prepare_source: "composer_editor_state",
      partial_query: { content: { parts: [text] } },
    }),
  }).catch(() => {});
}
