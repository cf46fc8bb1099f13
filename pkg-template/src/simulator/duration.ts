/** A span of time: milliseconds, or a number with its unit, such as `"90s"`, `"5m"`, `"1.5h"` or `"1h 30m"`. */
export type Duration = number | string;

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The milliseconds of a duration. Throws a `TypeError` that names `name` if it is none. */
export function milliseconds(duration: Duration, name: string): number {
  const parts = typeof duration === "string" ? [...duration.matchAll(/\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*/gy)] : [];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  const value =
    typeof duration === "string"
      ? parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit as string] as number), 0)
      : duration;
  const isWhole = typeof duration !== "string" || (length > 0 && length === duration.length);
  if (!isWhole || typeof value !== "number" || !(value >= 0) || value > Number.MAX_SAFE_INTEGER) {
    throw new TypeError(`${name}: must be milliseconds, or a time such as "90s", "5m" or "1h 30m"`);
  }
  return value;
}
