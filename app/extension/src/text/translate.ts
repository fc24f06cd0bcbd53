// The extension's own texts, in the language asked for: the card speaks the language of its verdict,
// which need not be the browser's. The same files serve the manifest.

import ar from "../../_locales/ar/messages.json";
import de from "../../_locales/de/messages.json";
import en from "../../_locales/en/messages.json";

type Messages = Record<string, { message: string }>;

const LANGUAGES: Record<string, Messages> = { ar, de, en };
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

const baseOf = (language: string): string => language.toLowerCase().split(/[-_]/)[0] ?? "";

/** The text for `key`, with {0}, {1}… filled in; English where the language lacks it. */
export function translate(language: string, key: string, ...values: (string | number)[]): string {
  const text = LANGUAGES[baseOf(language)]?.[key]?.message ?? (en as Messages)[key]?.message ?? key;
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
}

export const directionOf = (language: string): "rtl" | "ltr" =>
  RIGHT_TO_LEFT.includes(baseOf(language)) ? "rtl" : "ltr";
