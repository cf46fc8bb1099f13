import type { WithResponse } from "./promise.js";

/** What a create was given, as far as it tells what came of it. */
type Body = Record<string, unknown> | undefined;

/** Lists what a create adds to, or gets the one there is. */
export type Look = () => Promise<WithResponse<unknown[]>>;

/** The name that what is created goes by. */
const name = (item: Body) => item?.name ?? item?.sink_name ?? item?.subject_name;

/** The longest that clocks are taken to differ, in milliseconds. */
const SKEW = 60_000;

/** What a create made of `body` at about `since`, if it is there; of the same name alone may be an older one. */
export async function findCreated(look: Look, body: Body, since: number): Promise<WithResponse<unknown> | undefined> {
  if (typeof name(body) !== "string") {
    return undefined;
  }
  const { data, response } = await look();
  const found = data.find((item) => {
    const it = item as Record<string, unknown>;
    const isSame = ["engine", "region", "size", "schema"].every(
      (key) => !(body?.[key] && it[key]) || it[key] === body[key],
    );
    const age = since - SKEW - Date.parse(String(it.created_at));
    return name(it) === name(body) && isSame && !(age > 0);
  });
  return found === undefined ? undefined : { data: found, response };
}
