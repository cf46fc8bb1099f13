import { PATHS } from "../generated/simulator/paths.js";

/** A path of the API, and the call that it belongs to. */
interface Known {
  parts: string[];
  name: string;
}

/** The paths by method and number of parts. */
let known: Map<string, Known[]> | undefined;

/** The names of all calls. */
export const operationNames = (): string[] => Object.values(PATHS);

/** The call of a method and a path, such as `databases.get`. A fixed part of a path wins over a parameter. */
export function operationOf(method: string, path: string): string | undefined {
  const parts = path.split("/");
  known ??= index();
  let found: string | undefined;
  let most = -1;
  for (const { parts: expected, name } of known.get(`${method} ${parts.length}`) ?? []) {
    let fixed = 0;
    const fits = expected.every((part, at) => {
      if (part !== parts[at]) return part.startsWith("{") && parts[at] !== "";
      fixed++;
      return true;
    });
    if (fits && fixed > most) [found, most] = [name, fixed];
  }
  return found;
}

function index(): Map<string, Known[]> {
  const paths = new Map<string, Known[]>();
  for (const [pattern, name] of Object.entries(PATHS)) {
    const [method, template = ""] = pattern.split(" ");
    const parts = template.split("/");
    const key = `${method} ${parts.length}`;
    paths.set(key, [...(paths.get(key) ?? []), { parts, name }]);
  }
  return paths;
}
