import { calls } from "../../support/calls.mjs";

/** Does what the address asks for. */
export async function answer(library, { url }) {
  const given = new URL(url).searchParams;
  const [baseUrl, token, name] = ["api", "token", "name"].map((key) => given.get(key));
  try {
    return Response.json(await calls(library, { baseUrl, token, name }));
  } catch (error) {
    return Response.json({ error: `${error?.name}: ${error?.message}` });
  }
}
