// Objects that a polluted `Object.prototype` does not reach.

/** A copy of an object's own properties, without a prototype from which others would be inherited. */
export const ownOf = <T extends object>(value: T): T => Object.assign(Object.create(null), value);

/**
 * Defines a property; by default, one that loggers and clones leave out. It can be changed, because proxies, such as
 * Vue's, may wrap only the values of properties that can.
 */
export function define(target: object, name: PropertyKey, value: unknown, enumerable = false): void {
  Object.defineProperty(target, name, ownOf({ value, enumerable, configurable: true, writable: true }));
}
