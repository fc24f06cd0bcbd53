// The gate: runs in the extension's own world before the page's scripts, in every frame of a guarded
// site. Arms the gates at once and learns afterwards how things stand.

import { arrive, alive, notice, onStanding } from "../act/link";
import { Judge } from "../act/judge";
import { Settled } from "../act/settled";
import { adapterFor, type Adapter } from "../adapters/adapters";
import { bundled } from "../adapters/bundled";
import { Ui, type UiState } from "../card/ui";
import { HookPort } from "../net/answer";
import { takePort } from "../net/handover";
import type { Standing } from "../wire/internal";
import { findComposer } from "./composer";
import { guardDrop } from "./drop";
import { listener, type GateTools } from "./hold";
import { guardPaste } from "./paste";
import { guardSubmit } from "./submit";

/** A request so soon after Enter or a click is that act. */
const ACT_MS = 4000;
/** A composer that is not there by then is not where the adapter says. */
const COMPOSER_MS = 20_000;

const isTop = window === window.top;

class Gate {
  private readonly ui = new Ui((state) => this.showState(state));
  private readonly judge = new Judge(this.ui);
  private readonly settled = new Settled();
  private hook: HookPort | undefined;
  private late = false;
  private actedAt = -Infinity;
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
    this.watchActs(tools);
    guardSubmit(tools);
    this.joinHook();
    this.mark("ready");
  }

  async learn(): Promise<void> {
    onStanding((standing) => this.stand(standing));
    const standing = await arrive();
    if (standing) this.stand(standing);
    if (this.late && this.judge.standing?.guarded && isTop) this.ui.say("restarted");
    if (isTop) setTimeout(() => this.checkComposer(), COMPOSER_MS);
  }

  private joinHook(): void {
    takePort((port) => {
      this.hook = new HookPort(port, {
        judge: this.judge,
        settled: this.settled,
        adapter: () => this.adapter(),
        justActed: () => performance.now() - this.actedAt < ACT_MS,
        drifted: () => this.sayDrift(),
      });
      if (this.judge.standing) this.stand(this.judge.standing);
    });
    // Put into a page that was open already: its own scripts ran before the hook could.
    this.late = document.readyState !== "loading" && this.hook === undefined && location.protocol !== "about:";
  }

  private watchActs(tools: GateTools): void {
    tools.listen("keydown", (event) => {
      if (event.key === "Enter") this.actedAt = performance.now();
    });
    tools.listen("click", () => (this.actedAt = performance.now()));
  }

  private adapter(): Adapter | undefined {
    const known = this.judge.standing;
    return known ? known.adapter : adapterFor(bundled, location.hostname);
  }

  private stand(standing: Standing): void {
    this.judge.standing = standing;
    const active = standing.guarded && !standing.paused;
    this.hook?.rules({ active, ...(standing.adapter && { adapter: standing.adapter }) });
    this.mark(standing.guarded ? "ready" : "off");
    if (!isTop) return;
    if (active && standing.agent === "absent") this.ui.say("absent");
    else this.ui.unsay("absent");
    this.showState("idle");
  }

  /** All that the page can see: that the gate is armed, and in which state. */
  private mark(value: "ready" | "off"): void {
    if (document.documentElement) document.documentElement.dataset["chaperone"] = value;
    else new MutationObserver((_, observer) => (observer.disconnect(), this.mark(value))).observe(document, { childList: true });
  }

  private showState(state: UiState): void {
    const standing = this.judge?.standing;
    const resting = !standing?.guarded ? "off" : standing.paused ? "paused" : standing.agent === "absent" ? "unprotected" : "protected";
    if (standing && document.documentElement) document.documentElement.dataset["chaperoneState"] = state === "idle" ? resting : state;
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
    if (adapter && adapter.composer.length > 0 && alive() && !findComposer(adapter)) this.sayDrift();
  }
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
