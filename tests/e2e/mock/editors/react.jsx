import { useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { start } from "../client/chat.js";

// A controlled field: what counts is React's state, not what the DOM shows.
start((place, { placeholder, label, submit }) => {
    const state = { value: "", set: () => {} };
    let changed = () => {};

    function Field() {
        const [value, setValue] = useState("");
        state.value = value;
        state.set = setValue;
        const onKeyDown = (event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                submit();
            }
        };
        const onChange = (event) => {
            setValue(event.target.value);
            changed();
        };
        return (
            <textarea
                id="chat-input"
                rows={1}
                placeholder={placeholder}
                aria-label={label}
                value={value}
                onChange={onChange}
                onKeyDown={onKeyDown}
            />
        );
    }

    flushSync(() => createRoot(place).render(<Field />));
    return {
        text: () => state.value,
        clear: () => state.set(""),
        focus: () => place.querySelector("textarea").focus(),
        onChange: (listener) => {
            changed = listener;
        },
    };
});
