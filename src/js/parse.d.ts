/** Parses JSON as the engine does; with `isExact`, integers that no number can hold become `bigint`s. `undefined` for what is no JSON. */
export declare function parse(text: string, isExact: boolean): unknown;
/** Whether a body has nothing to parse. */
export declare function isBlank(text: string): boolean;
/** The value under a key; `undefined` where there is none. */
export declare function field(value: unknown, key: string): unknown;
/** Decodes a name or a value of a URL's query. */
export declare function decodeParameter(text: string): string;
