/** A connection string of .NET: every value quoted, so that it may hold anything. */
export const dotNetString = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${String(value).replaceAll('"', '""')}"`)
    .join(";");
