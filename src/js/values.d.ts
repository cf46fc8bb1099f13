export function kindOf(value: unknown): string;
export function kindNumber(value: unknown): number;
export function entriesOf(value: unknown): [string, unknown][] | undefined;
