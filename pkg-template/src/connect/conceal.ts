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
 * Makes an object of `shown`, which is printed, and of `hidden`, which is not: the names in `masked` are printed as
 * `***`. It holds closures and no private fields, so it works behind a Proxy.
 */
export function conceal<Shown extends object, Hidden extends object, Revealed = Shown & Hidden>(
  shown: Shown,
  hidden: Hidden,
  masked: string[] = Object.keys(hidden),
  methods: Partial<Concealed<Shown, Revealed>> = {},
): Shown & Hidden & Concealed<Shown, Revealed> {
  const toJSON = () => Object.assign({ ...shown }, ...masked.map((name) => ({ [name]: "***" })));
  const members: PropertyDescriptorMap = Object.getOwnPropertyDescriptors({
    reveal: () => ({ ...shown, ...hidden }),
    toJSON,
    toString: () => JSON.stringify(toJSON()),
    [Symbol.for("nodejs.util.inspect.custom")]: toJSON,
    ...methods,
  });
  const all: PropertyDescriptorMap = { ...members, ...Object.getOwnPropertyDescriptors(hidden) };
  for (const key of Reflect.ownKeys(all) as string[]) all[key] = { ...all[key], enumerable: false };
  return Object.defineProperties({ ...shown }, all) as Shown & Hidden & Concealed<Shown, Revealed>;
}
