import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { mergeRegister } from "@lexical/utils";
import {
  $createParagraphNode,
  $getRoot,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  KEY_ENTER_COMMAND,
} from "lexical";
import { start } from "../client/chat.js";

start((place, { placeholder, label, submit }) => {
  const field = document.createElement("div");
  field.id = "ask-input";
  field.className = "field";
  field.contentEditable = "true";
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  field.setAttribute("aria-label", label);
  field.dataset.placeholder = placeholder;
  field.dataset.lexicalEditor = "true";
  place.append(field);

  const editor = createEditor({
    namespace: "mock",
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(field);
  const text = () =>
    editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .map((block) => block.getTextContent())
        .join("\n"),
    );
  const empty = () => $getRoot().clear().append($createParagraphNode());
  mergeRegister(
    registerRichText(editor),
    registerHistory(editor, createEmptyHistoryState(), 300),
    editor.registerUpdateListener(() => place.classList.toggle("filled", text() !== "")),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (event?.shiftKey || event?.isComposing) return false;
        event?.preventDefault();
        submit();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
  editor.update(empty, { discrete: true });
  return {
    text,
    clear: () => editor.update(empty, { discrete: true }),
    focus: () => editor.focus(),
    onChange: (changed) =>
      editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
        if (dirtyElements.size + dirtyLeaves.size > 0) changed();
      }),
  };
});
