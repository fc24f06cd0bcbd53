import { baseKeymap, chainCommands, newlineInCode } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { start } from "../client/chat.js";

function lineBreak(state, dispatch) {
  dispatch(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView());
  return true;
}

start((place, { placeholder, label, submit }) => {
  let changed = () => {};
  const fresh = () =>
    EditorState.create({
      schema,
      plugins: [
        history(),
        keymap({
          Enter: () => submit(),
          "Shift-Enter": chainCommands(newlineInCode, lineBreak),
          "Mod-z": undo,
          "Mod-y": redo,
        }),
        keymap(baseKeymap),
      ],
    });
  const view = new EditorView(place, {
    state: fresh(),
    attributes: {
      id: "prompt-textarea",
      class: "field",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": label,
      "data-placeholder": placeholder,
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      place.classList.toggle("filled", view.state.doc.textContent !== "");
      if (transaction.docChanged) changed();
    },
  });
  return {
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n", "\n"),
    clear: () => {
      view.updateState(fresh());
      place.classList.remove("filled");
    },
    focus: () => view.focus(),
    onChange: (listener) => {
      changed = listener;
    },
  };
});
