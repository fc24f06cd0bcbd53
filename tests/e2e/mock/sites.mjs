// The sites that are imitated: which editor each uses, how a prompt travels to it, and how it looks.
// Editors and endpoints follow what the real sites do; looks and words are our own.

const json = (body) => JSON.parse(body);

/** @type {Record<string, {name: string, editor: string, transport: string, endpoint: string,
 *   text: (body: string) => string, button: string, theme: string, greeting: string,
 *   drafts?: string}>} */
export const sites = {
  "chatgpt.com": {
    name: "ChatGPT",
    editor: "prosemirror",
    transport: "chatgpt",
    endpoint: "/backend-api/f/conversation",
    drafts: "/backend-api/f/conversation/prepare",
    text: (body) => json(body).messages[0].content.parts[0],
    button:
      'type="submit" id="composer-submit-button" data-testid="send-button" aria-label="Send prompt"',
    theme: "slate",
    greeting: "What are we working on?",
  },
  "claude.ai": {
    name: "Claude",
    editor: "tiptap",
    transport: "claude",
    endpoint: "/api/organizations/0f0e/chat_conversations/7a7b/completion",
    text: (body) => json(body).prompt,
    button: 'type="button" aria-label="Send message"',
    theme: "paper",
    greeting: "Good to see you again",
  },
  "gemini.google.com": {
    name: "Gemini",
    editor: "quill",
    transport: "gemini",
    endpoint: "/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate",
    text: (body) => JSON.parse(JSON.parse(new URLSearchParams(body).get("f.req"))[1])[0][0],
    button: 'type="button" class="send-button" aria-label="Send message"',
    theme: "sky",
    greeting: "Hello, where should we start?",
  },
  "copilot.microsoft.com": {
    name: "Copilot",
    editor: "textarea",
    transport: "copilot",
    endpoint: "/c/api/chat",
    text: (body) => json(body).content[0].text,
    button: 'type="button" title="Submit message" aria-label="Submit message"',
    theme: "sand",
    greeting: "Hi. What is on your mind?",
  },
  "www.perplexity.ai": {
    name: "Perplexity",
    editor: "lexical",
    transport: "perplexity",
    endpoint: "/rest/sse/perplexity_ask",
    text: (body) => json(body).query_str,
    button: 'type="button" data-testid="submit-button" aria-label="Submit"',
    theme: "sea",
    greeting: "Ask a question",
  },
  "chat.deepseek.com": {
    name: "DeepSeek",
    editor: "react",
    transport: "deepseek",
    endpoint: "/api/v0/chat/completion",
    text: (body) => json(body).prompt,
    button: 'type="button" aria-label="Send"',
    theme: "sky",
    greeting: "How can this help today?",
  },
  "grok.com": {
    name: "Grok",
    editor: "slate",
    transport: "grok",
    endpoint: "/rest/app-chat/conversations/new",
    text: (body) => json(body).message,
    button: 'type="submit" aria-label="Submit"',
    theme: "slate",
    greeting: "What do you want to know?",
  },
  "chat.mistral.ai": {
    name: "Mistral",
    editor: "contenteditable",
    transport: "mistral",
    endpoint: "/api/chat",
    text: (body) => json(body).messageInput[0].text,
    button: 'type="submit" aria-label="Send question"',
    theme: "sand",
    greeting: "Ask or create",
  },
  // Known to nobody but the policy of a test.
  "assistant.intranet.example": {
    name: "Assistant",
    editor: "contenteditable",
    transport: "plain",
    endpoint: "/ask",
    text: (body) => json(body).question,
    button: 'type="submit" aria-label="Send"',
    theme: "paper",
    greeting: "The house's own assistant",
  },
  // Not an AI site: must stay untouched.
  "notes.example": {
    name: "Notes",
    editor: "textarea",
    transport: "plain",
    endpoint: "/ask",
    text: (body) => json(body).question,
    button: 'type="submit" aria-label="Send"',
    theme: "paper",
    greeting: "A page that is none of our business",
  },
};

export const editors = [
  "textarea",
  "react",
  "contenteditable",
  "prosemirror",
  "tiptap",
  "lexical",
  "quill",
  "slate",
];

/** The site that uses this editor by itself. */
export const siteOfEditor = (editor) =>
  Object.keys(sites).find((host) => sites[host].editor === editor);
