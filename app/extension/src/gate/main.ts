// The gate: runs in the extension's own world before the page's scripts, in every frame of a guarded
// site. Arms the gates at once and learns afterwards how things stand.

import { arrive, alive, notice, onStanding } from "../act/link";
import { Judge } from "../act/judge";
import { sharedSettled } from "../act/settled";
import { adapterFor, type Adapter } from "../adapters/adapters";
import { bundled } from "../adapters/bundled";
import { lendStage, Stage } from "../card/stage";
import { Ui, type UiState } from "../card/ui";
import { HookPort } from "../net/answer";
import { takeChannel } from "../net/handover";
import type { Standing } from "../wire/internal";
import { Restorer } from "../restore/restorer";
import { findComposer } from "./composer";
import { guardDrop } from "./drop";
import { listener, type GateTools } from "./hold";
import { guardPaste } from "./paste";
import { guardSubmit } from "./submit";

/** A request so soon after a key is a page saving a draft, unless the key was Enter. */
const WRITING_MS = 3000;
/** A composer that is not there by then is not where the adapter says. */
const COMPOSER_MS = 20_000;

const isTop = window === window.top;

class Gate {
  private readonly ui = new Ui((state) => this.showState(state));
  private readonly judge = new Judge(this.ui, new Stage(this.ui));
  private readonly settled = sharedSettled();
  private readonly restorer = isTop ? new Restorer() : undefined;
  private hook: HookPort | undefined;
  private late = false;
  private wroteAt = -Infinity;
  private filesSaid = false;
  private driftSaid = false;

  arm(): void {
    const tools: GateTools = {
      judge: this.judge,
      ui: this.ui,
      settled: this.settled,
      adapter: () => this.adapter(),
      filesSeen: () => this.sayFiles(),
      listen: listener(this.ui),
    };
    guardPaste(tools);
    guardDrop(tools);
    this.watchWriting(tools);
    guardSubmit(tools);
    this.judge.onRedacted = () => void this.restorer?.refresh();
    this.joinHook();
    this.mark("ready");
  }

  async learn(): Promise<void> {
    onStanding((standing) => this.stand(standing));
    if (isTop) lendStage(this.ui);
    const standing = await arrive();
    if (standing) this.stand(standing);
    if (standing?.guarded) void this.restorer?.refresh();
    if (this.late && this.judge.standing?.guarded && isTop) this.ui.say("restarted");
    if (isTop) setTimeout(() => this.checkComposer(), COMPOSER_MS);
  }

  private joinHook(): void {
    takeChannel((channel) => {
      this.hook = new HookPort(channel, {
        judge: this.judge,
        settled: this.settled,
        adapter: () => this.adapter(),
        writing: () => performance.now() - this.wroteAt < WRITING_MS,
        drifted: () => this.sayDrift(),
      });
      if (this.judge.standing) this.stand(this.judge.standing);
    });
    // Put into a page that was open already: its own scripts ran before the hook could. Firefox then
    // puts a second hook into it, around one that still talks to a gate that is gone.
    const guarded = document.documentElement?.dataset["chaperone"] !== undefined;
    this.late =
      document.readyState !== "loading" &&
      (this.hook === undefined || guarded) &&
      location.protocol !== "about:";
    this.judge.hookLost = this.late && guarded;
  }

  private watchWriting(tools: GateTools): void {
    const sends = () => (this.wroteAt = -Infinity);
    tools.listen("keydown", (event) => {
      if (event.key === "Enter") sends();
      else if (event.key.length === 1) this.wroteAt = performance.now();
    });
    tools.listen("click", sends);
  }

  private adapter(): Adapter | undefined {
    const known = this.judge.standing;
    return known ? known.adapter : adapterFor(bundled, location.hostname);
  }

  private stand(standing: Standing): void {
    this.judge.standing = standing;
    const active = standing.guarded && !standing.paused;
    this.hook?.rules(active, standing.site?.fail_send ?? "closed");
    this.mark(standing.guarded ? "ready" : "off");
    if (!isTop) return;
    if (active && standing.agent === "absent") this.ui.say("absent");
    else this.ui.unsay("absent");
    this.showState("idle");
  }

  /** All that the page can see: that the gate is armed, and in which state. */
  private mark(value: "ready" | "off"): void {
    if (document.documentElement) document.documentElement.dataset["chaperone"] = value;
    else
      new MutationObserver((_, observer) => (observer.disconnect(), this.mark(value))).observe(
        document,
        { childList: true },
      );
  }

  private showState(state: UiState): void {
    const standing = this.judge.standing;
    if (!standing || !document.documentElement) return;
    document.documentElement.dataset["chaperoneState"] =
      state === "idle" ? restingState(standing) : state;
  }

  private sayFiles(): void {
    if (this.filesSaid) return;
    this.filesSaid = true;
    this.ui.say("files");
    notice("files_not_checked");
  }

  private sayDrift(): void {
    if (this.driftSaid) return;
    this.driftSaid = true;
    notice("adapter_drift");
  }

  private checkComposer(): void {
    const adapter = this.adapter();
    if (adapter && adapter.composer.length > 0 && alive() && !findComposer(adapter))
      this.sayDrift();
  }
}

function restingState(standing: Standing): string {
  if (!standing.guarded) return "off";
  if (standing.paused) return "paused";
  return standing.agent === "absent" ? "unprotected" : "protected";
}

declare global {
  // In the extension's own world: the page cannot see it.
  var chaperoneGate: boolean | undefined;
}

if (!globalThis.chaperoneGate) {
  globalThis.chaperoneGate = true;
  const gate = new Gate();
  gate.arm();
  void gate.learn();
}
