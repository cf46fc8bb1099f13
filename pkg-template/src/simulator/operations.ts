import { PATHS } from "../generated/simulator/paths.js";

/** The names of all calls. */
export const operationNames = (): Iterable<string> => Object.values(PATHS);

/** The call of a method and a path, such as `databases.get`. A fixed part of a path wins over a parameter. */
export function operationOf(method: string, path: string): string | undefined {
  const parts = path.split("/");
  let found: string | undefined;
  let most = -1;
  for (const [pattern, name] of Object.entries(PATHS)) {
    const [known, template = ""] = pattern.split(" ");
    const expected = template.split("/");
    if (known !== method || expected.length !== parts.length) continue;
    let fixed = 0;
    const fits = expected.every((part, index) => {
      if (part === parts[index]) fixed++;
      else if (part.startsWith("{")) return parts[index] !== "";
      return part === parts[index] || part.startsWith("{");
    });
    if (fits && fixed > most) [found, most] = [name, fixed];
  }
  return found;
}
