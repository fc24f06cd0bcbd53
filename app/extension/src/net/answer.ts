// The gate's side of the hook: reads the request itself (the page's world is not believed), knows
// what a person has just settled, and asks for the rest.

import type { Judge } from "../act/judge";
import type { Settled } from "../act/settled";
import type { Adapter } from "../adapters/adapters";
import { joined, readOutgoing, type Outgoing } from "../adapters/prompt";
import type { HookAnswer, HookAsk, HookRules } from "../wire/internal";

export interface Answerer {
  judge: Judge;
  settled: Settled;
  adapter(): Adapter | undefined;
  /** The person is in the middle of writing: what leaves now is no act of theirs. */
  writing(): boolean;
  drifted(): void;
}

type Answer = { do: "pass" } | { do: "block" } | { do: "rewrite"; body: string };

const PASS: Answer = { do: "pass" };
const BLOCK: Answer = { do: "block" };

/** Drafts, beacons and what a page saves while its person writes leave by themselves: no card. */
function canAsk(tools: Answerer, ask: HookAsk, kind: Outgoing["kind"]): boolean {
  if (ask.via === "beacon" || kind === "draft") return false;
  return kind === "prompt" || !tools.writing();
}

async function decide(tools: Answerer, ask: HookAsk): Promise<Answer> {
  const outgoing = readOutgoing(tools.adapter(), ask.method, ask.url, ask.body ?? "");
  if (outgoing.drifted || ask.body === undefined) tools.drifted();
  const text = joined(outgoing.pieces);
  if (text.trim() === "" || tools.settled.allows(text)) return PASS;
  const ending = await tools.judge.settle({
    channel: "prompt",
    origin: "unknown",
    text,
    canAsk: canAsk(tools, ask, outgoing.kind),
    quiet: outgoing.kind === "draft" || ask.via === "beacon",
  });
  return concluded(tools, outgoing, text, ending);
}

function concluded(
  tools: Answerer,
  outgoing: Outgoing,
  text: string,
  ending: Awaited<ReturnType<Judge["settle"]>>,
): Answer {
  switch (ending.do) {
    case "stop":
      return BLOCK;
    case "pass":
      if (outgoing.kind === "prompt") tools.settled.allow(text);
      return PASS;
    case "redact": {
      const body = outgoing.rewrite(ending.edits);
      return body === undefined ? BLOCK : { do: "rewrite", body };
    }
  }
}

export class HookPort {
  constructor(
    private readonly port: MessagePort,
    private readonly tools: Answerer,
  ) {
    port.onmessage = ({ data }: MessageEvent<HookAsk>) => void this.heard(data);
  }

  rules(rules: HookRules["rules"]): void {
    this.port.postMessage({ rules } satisfies HookRules);
  }

  private async heard(ask: HookAsk): Promise<void> {
    const answer = await decide(this.tools, ask).catch(() => BLOCK);
    this.port.postMessage({ id: ask.id, ...answer } satisfies HookAnswer);
  }
}
