// Paths to the words of a person inside a request: `messages[*].content.parts[*]`, `[1]@json[0][0]`.
// `@json` means: the string found so far is itself JSON, go on inside it.

import type { Path } from "./jsonStrings";

type Step = string | number | "*";

/** One list of steps for each layer of JSON inside JSON. */
export type Layers = Step[][];

const STEP = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[(\*)\]/y;

function parseLayer(text: string): Step[] | undefined {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    steps.push(match[1] ?? match[3] ?? Number(match[2]));
  }
  return steps;
}

/** Nothing for a path that is not well formed. */
export function parsePath(text: string): Layers | undefined {
  const layers = text.split("@json").map(parseLayer);
  return layers.every((layer) => layer !== undefined) ? layers : undefined;
}

export function matches(steps: readonly Step[], path: Path): boolean {
  return (
    steps.length === path.length &&
    steps.every((step, index) =>
      step === "*" ? typeof path[index] === "number" : step === path[index],
    )
  );
}
