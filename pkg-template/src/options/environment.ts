/** A variable of the environment, where there is one and it may be read. */
export function environment(name: string): string | undefined {
  try {
    const { env } = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {};
    return env?.[name] || undefined;
  } catch {
    return undefined;
  }
}

/** Whether this is a web page, and not an extension's. */
export function isPage(): boolean {
  type Extension = { runtime?: { id?: string } } | undefined;
  const { document, chrome, browser } = globalThis as { document?: unknown; chrome?: Extension; browser?: Extension };
  return typeof document === "object" && !(chrome?.runtime?.id || browser?.runtime?.id);
}
