import { start } from "../client/chat.js";

start((place, { placeholder, label, submit }) => {
  const field = document.createElement("textarea");
  field.id = "userInput";
  field.rows = 1;
  field.placeholder = placeholder;
  field.setAttribute("aria-label", label);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  place.append(field);
  return {
    text: () => field.value,
    clear: () => {
      field.value = "";
    },
    focus: () => field.focus(),
    onChange: (changed) => field.addEventListener("input", changed),
  };
});
