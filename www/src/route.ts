/** A place in the dashboard, as the fragment of the address names it. */
export interface Route {
  section: "databases" | "registries";
  registry?: string | undefined;
  repository?: string | undefined;
}

/** Reads `#registries/<registry>/<repository>`; any other fragment is the databases. */
export function readRoute(hash = location.hash): Route {
  const [section, registry, repository] = hash.slice(1).split("/").map(decode);
  return section === "registries" ? { section, registry, repository } : { section: "databases" };
}

/** The fragment of a registry, or of one of its repositories. */
export function registryHash(...names: string[]): string {
  return ["#registries", ...names.map(encodeURIComponent)].join("/");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
