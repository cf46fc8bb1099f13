export function kindOf(value: unknown): string;
export function kindNumber(value: unknown): number;
export function entriesOf(value: unknown): [string, unknown][] | symbol | undefined;
export function triple(first: unknown, second: unknown, third: unknown): unknown[];
