// All that the extension shows in a page. One card at a time; who comes later waits in line.

import { Queue } from "../act/queue";
import { translate } from "../text/translate";
import { Banner, showChip } from "./banner";
import { showCard, type Answer } from "./card";
import { Layer } from "./layer";
import type { CardModel } from "./model";

export type BannerKind =
  | "unchecked"
  | "too_large"
  | "absent"
  | "restarted"
  | "files"
  | "held"
  | "unopened"
  | "redacted"
  | "blocked"
  | "not_replaced"
  | "undetermined";

interface Manner {
  key: string;
  warning: boolean;
  stays: boolean;
  reload?: boolean;
}

const MANNERS: Record<BannerKind, Manner> = {
  unchecked: { key: "bannerUnchecked", warning: true, stays: false },
  too_large: { key: "bannerTooLarge", warning: true, stays: false },
  absent: { key: "bannerAbsent", warning: true, stays: true },
  restarted: { key: "bannerRestarted", warning: true, stays: true, reload: true },
  files: { key: "bannerFiles", warning: false, stays: false },
  held: { key: "bannerHeld", warning: false, stays: false },
  unopened: { key: "bannerUnopened", warning: false, stays: false },
  redacted: { key: "bannerRedacted", warning: false, stays: false },
  blocked: { key: "bannerBlocked", warning: true, stays: false },
  not_replaced: { key: "bannerNotReplaced", warning: true, stays: false },
  undetermined: { key: "bannerUndetermined", warning: true, stays: false },
};

export type UiState = "idle" | "card";

export class Ui {
  readonly language = chrome.i18n.getUILanguage();
  private readonly layer = new Layer();
  private readonly banners = new Banner(this.layer);
  private readonly line = new Queue();
  private said: BannerKind | undefined;

  constructor(private readonly changed: (state: UiState) => void) {}

  owns(event: Event): boolean {
    return this.layer.owns(event);
  }

  /** `withdrawn`: who asked has gone, and the card goes with them. */
  ask(model: CardModel, withdrawn?: AbortSignal): Promise<Answer> {
    return this.line.run(async () => {
      this.changed("card");
      try {
        return await showCard(this.layer, model, withdrawn);
      } finally {
        this.changed("idle");
      }
    });
  }

  /** `text` replaces the banner's own words, in the language given. */
  say(kind: BannerKind, text?: string): void {
    const { key, warning, stays, reload } = MANNERS[kind];
    this.said = kind;
    this.banners.show({
      text: text || translate(this.language, key),
      language: this.language,
      warning,
      stays,
      offersReload: reload === true,
    });
  }

  /** What the banner said is over. */
  unsay(kind: BannerKind): void {
    if (this.said === kind) this.banners.hide();
  }

  /** Says so where it takes long enough to be noticed; gives what ends it. */
  checking(near: Element | undefined): () => void {
    return showChip(this.layer, this.language, near);
  }
}
