// Plays the extension's worker for one page of the isolated window and the frames of its origin.
// Everything in the window is guarded, and what nobody judged stays.

import { deadlineFor } from "../act/deadline";
import { longerThan } from "../text/measure";
import type { Judgement, Standing, ToPage, ToWorker } from "../wire/internal";
import { MAX_TEXT_BYTES, type Site } from "../wire/native";
import { Agent } from "../worker/agent";
import { adaptersOf, type Memory } from "../worker/memory";
import { siteFor, standingFor } from "../worker/standing";
import type { Terms } from "./terms";

type Take = (message: ToPage, sender: unknown, respond: (answer: unknown) => void) => unknown;

const FIRST_ANSWER_MS = 2000;
const ALLOWED = "allowed by the terms of the window";

export class WindowWorker {
  private memory: Memory = { adapters: adaptersOf(undefined).adapters };
  private readonly listeners: Take[] = [];
  private readonly configured: Promise<void>;
  private readonly agent: Agent;

  constructor(private readonly terms: Terms) {
    let settled = () => undefined as void;
    this.configured = new Promise((resolve) => (settled = resolve));
    this.agent = new Agent({
      configured: (configuration) => {
        this.memory = { configuration, adapters: adaptersOf(configuration).adapters };
        settled();
        this.tellAll();
      },
      presence: () => this.tellAll(),
    });
  }

  begin(): void {
    this.agent.connect();
  }

  listen(take: Take): void {
    this.listeners.push(take);
  }

  async handle(message: ToWorker): Promise<unknown> {
    switch (message.kind) {
      case "arrive":
        await Promise.race([
          this.configured,
          new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MS)),
        ]);
        return this.standing();
      case "inspect":
        return this.inspect(message);
      case "outcome": {
        const { interaction, choice, reason } = message;
        if (interaction === ALLOWED) return;
        return this.agent.tell({ type: "outcome", interaction, choice, reason });
      }
      case "restore":
        return [];
      case "notice":
        return this.agent.tell({ type: "notice", code: message.code, host: location.hostname });
      case "show":
        return this.showOnTop(message);
      default:
        return undefined;
    }
  }

  private inspect({ act }: ToWorker & { kind: "inspect" }): Promise<Judgement> {
    const enters = act.channel === "paste" || act.channel === "drop";
    if (enters && this.terms.paste === "allow") return Promise.resolve(allowed());
    if (longerThan(act.text, MAX_TEXT_BYTES))
      return Promise.resolve({ kind: "unjudged", cause: "too_large" });
    const { hostname: host } = location;
    // No conversation: what is taken out here is not shown again in the page's answers.
    const deadlineMs = deadlineFor(act.channel);
    return this.agent.inspect({ ...act, host, conversation: "", deadlineMs });
  }

  private standing(): Standing {
    const host = location.hostname;
    const site = siteFor(this.memory, host);
    return {
      ...standingFor(this.memory, this.agent.presence !== "absent", [host]),
      guarded: true,
      site: closedSite(host, site),
    };
  }

  private tellAll(): void {
    const standing = this.standing();
    for (const take of this.listeners) take({ kind: "standing", standing }, {}, () => undefined);
  }

  /** The top frame's own gate was the first to listen. */
  private showOnTop({ shown }: ToWorker & { kind: "show" }): Promise<unknown> {
    return new Promise((resolve) => {
      const waits = this.listeners.some((take) => take({ kind: "show", shown }, {}, resolve));
      if (!waits) resolve(undefined);
    });
  }
}

export const closedSite = (host: string, site?: Site): Site => ({
  host,
  app: "",
  label: host,
  sanctioned: false,
  ...site,
  fail_paste: "closed",
  fail_send: "closed",
});

/** It is judged when it is sent; pasting alone is free here. */
function allowed(): Judgement {
  const verdict = {
    id: "",
    interaction: ALLOWED,
    action: "allow" as const,
    undetermined: false,
    undetermined_why: "",
    findings: [],
    finding_count: 0,
    edits: [],
  };
  return { kind: "verdict", verdict };
}
