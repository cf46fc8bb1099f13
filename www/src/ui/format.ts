import { el } from "./dom";

const LANGUAGE = "en-GB";
const DATE = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium" });
const COUNT = new Intl.NumberFormat(LANGUAGE);
const SIZE = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });
const PLURAL = new Intl.PluralRules(LANGUAGE);
const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** `1 node`, `2 nodes`. */
export function count(number: number, one: string, many: string): string {
  return `${formatCount(number)} ${PLURAL.select(number) === "one" ? one : many}`;
}

/** A number with its thousands separated. */
export function formatCount(number: number): string {
  return COUNT.format(number);
}

/** Bytes in the largest binary unit that fits: `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${SIZE.format(amount)} ${BYTE_UNITS[unit]}`;
}

/** A date and time for people; a text that is no date is returned unchanged. */
export function formatTime(text: string, format = DATE): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : format.format(date);
}

/** Creates a `<time>` with date and time. */
export function time(text: string): HTMLTimeElement {
  return el("time", { datetime: text, title: text }, formatTime(text));
}

/** Creates a `<time>` with the date; the tooltip has the time too. */
export function day(text: string): HTMLTimeElement {
  return el("time", { datetime: text, title: formatTime(text) }, formatTime(text, DAY));
}

/** A text with its first letter in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
