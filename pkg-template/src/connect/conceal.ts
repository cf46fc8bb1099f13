const MASK = "***";

/** An object whose secrets are not printed: not by `console.log`, `JSON.stringify`, string templates or spreading. */
export interface Concealed<Shown, Revealed> {
  /** Returns a plain object with everything in it, secrets included. */
  reveal(): Revealed;
  /** Returns the parts that are no secrets, and `***` in place of the others. */
  toJSON(): Shown;
  /** Returns a text without secrets. */
  toString(): string;
}

/**
 * Makes an object of `shown`, and of `members` that are not printed. `masked` are the names that are printed as `***`.
 * It holds closures and no private fields, so it works behind a Proxy.
 */
export function conceal<Shown extends object, Members extends object, Revealed>(
  shown: Shown,
  members: Members,
  { masked, reveal, text }: { masked: string[]; reveal: () => Revealed; text?: () => string },
): Shown & Members & Concealed<Shown, Revealed> {
  const toJSON = () => ({ ...shown, ...Object.fromEntries(masked.map((name) => [name, MASK])) });
  const result = { ...shown };
  const hidden = Object.getOwnPropertyDescriptors({
    ...{ reveal, toJSON, toString: text ?? (() => JSON.stringify(toJSON())) },
    [Symbol.for("nodejs.util.inspect.custom")]: toJSON,
  });
  const all: PropertyDescriptorMap = { ...hidden, ...Object.getOwnPropertyDescriptors(members) };
  for (const key of Reflect.ownKeys(all)) {
    Object.defineProperty(result, key, { ...all[key as string], enumerable: false });
  }
  return result as Shown & Members & Concealed<Shown, Revealed>;
}
