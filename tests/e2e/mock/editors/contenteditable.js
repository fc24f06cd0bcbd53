import { start } from "../client/chat.js";

start((place, { placeholder, label, submit }) => {
  const field = document.createElement("div");
  field.contentEditable = "true";
  field.className = "field";
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  field.setAttribute("aria-label", label);
  field.dataset.placeholder = placeholder;
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  place.append(field);
  return {
    text: () => field.innerText,
    clear: () => field.replaceChildren(),
    focus: () => field.focus(),
    onChange: (changed) => field.addEventListener("input", changed),
  };
});
