export function kindOf(value: unknown): string;
export function entriesOf(value: unknown): [string, unknown][] | undefined;
