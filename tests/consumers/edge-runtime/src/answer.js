import { calls } from "../../support/calls.mjs";

/** Does what the address asks for, after what was done before. */
export async function answer(library, { url }, before = []) {
  const given = new URL(url).searchParams;
  const [baseUrl, token, name] = ["api", "token", "name"].map((key) => given.get(key));
  try {
    const { did, first } = await calls(library, { baseUrl, token, name });
    return Response.json({ did: [...before, ...did], first });
  } catch (error) {
    return Response.json({ error: `${error?.name}: ${error?.message}` });
  }
}
