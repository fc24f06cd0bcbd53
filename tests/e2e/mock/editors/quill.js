import Quill from "quill";
import { start } from "../client/chat.js";

start((place, { placeholder, label, submit }) => {
  const wrapper = document.createElement("rich-textarea");
  const root = document.createElement("div");
  wrapper.append(root);
  place.append(wrapper);
  const quill = new Quill(root, {
    placeholder,
    modules: {
      toolbar: false,
      keyboard: {
        bindings: { enter: { key: "Enter", shiftKey: false, handler: () => !submit() } },
      },
    },
  });
  quill.root.classList.add("field");
  quill.root.setAttribute("role", "textbox");
  quill.root.setAttribute("aria-multiline", "true");
  quill.root.setAttribute("aria-label", label);
  return {
    text: () => quill.getText(),
    clear: () => quill.setText(""),
    focus: () => quill.focus(),
    onChange: (changed) => quill.on("text-change", changed),
  };
});
