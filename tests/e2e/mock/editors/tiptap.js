import { Editor, Extension } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { start } from "../client/chat.js";

start((place, { placeholder, label, submit }) => {
  const enterSends = Extension.create({
    name: "enterSends",
    priority: 1000,
    addKeyboardShortcuts: () => ({ Enter: () => submit() }),
  });
  const editor = new Editor({
    element: place,
    extensions: [StarterKit, enterSends],
    editorProps: {
      attributes: {
        class: "field",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "data-placeholder": placeholder,
      },
    },
    onUpdate: () => place.classList.toggle("filled", !editor.isEmpty),
  });
  return {
    text: () => editor.getText({ blockSeparator: "\n" }),
    clear: () => editor.commands.clearContent(true),
    focus: () => editor.commands.focus(),
    onChange: (changed) => editor.on("update", changed),
  };
});
