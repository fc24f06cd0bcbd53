import { useMemo } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, Editor, Node, Transforms } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact } from "slate-react";
import { start } from "../client/chat.js";

const blank = () => [{ type: "paragraph", children: [{ text: "" }] }];

start((place, { placeholder, label, submit }) => {
    let slate;
    let changed = () => {};

    function Field() {
        slate = useMemo(() => withHistory(withReact(createEditor())), []);
        const onKeyDown = (event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                submit();
            }
        };
        return (
            <Slate editor={slate} initialValue={blank()} onChange={() => changed()}>
                <Editable
                    className="field"
                    placeholder={placeholder}
                    aria-label={label}
                    aria-multiline
                    onKeyDown={onKeyDown}
                />
            </Slate>
        );
    }

    flushSync(() => createRoot(place).render(<Field />));
    return {
        text: () => slate.children.map((block) => Node.string(block)).join("\n"),
        clear: () => {
            Transforms.select(slate, Editor.start(slate, []));
            Editor.withoutNormalizing(slate, () => {
                for (let count = slate.children.length; count > 0; count -= 1) {
                    Transforms.removeNodes(slate, { at: [0] });
                }
                Transforms.insertNodes(slate, blank());
            });
            Transforms.select(slate, Editor.start(slate, []));
        },
        focus: () => {
            ReactEditor.focus(slate);
            if (!slate.selection) Transforms.select(slate, Editor.end(slate, []));
        },
        onChange: (listener) => {
            changed = listener;
        },
    };
});
