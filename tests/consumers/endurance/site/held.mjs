// Calls whose responses wait until the server releases them. For Node and for pages.
/** Milliseconds in which the server must notice something. Nothing is measured by it: it ends what hangs. */
const PATIENCE = 15_000;

/** A cluster that is asked for in vain: another one each time, for browsers ask for one thing only once at a time. */
export function heldId() {
  return `22222222-2222-4222-8222-${crypto.randomUUID().slice(-12)}`;
}

/** Starts so many calls, which wait; resolves with the names of the clusters once they are answered. */
export async function hold({ DigitalOcean }, baseUrl, count) {
  const { databases } = new DigitalOcean({ baseUrl, token: async () => "dop_v1_endurance" });
  const clusters = await Promise.all(Array.from({ length: count }, () => databases.get(heldId())));
  return clusters.map(({ name }) => name);
}

/** Makes a call that is answered at once. */
export async function list({ DigitalOcean }, baseUrl) {
  const { databases } = new DigitalOcean({ baseUrl, token: async () => "dop_v1_endurance" });
  const { data } = await databases.list();
  if (data.length !== 4) {
    throw new Error(`a list of ${data.length}`);
  }
}

/** Resolves once so many calls wait for the server; the others of those that did have lost their connection. */
export async function waiting(baseUrl, count) {
  const started = Date.now();
  for (;;) {
    const held = await (await fetch(`${baseUrl}/held`)).json();
    if (held === count) {
      return;
    }
    if (Date.now() - started > PATIENCE) {
      throw new Error(`${held} calls wait for the server, and should be ${count}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Answers all calls that wait. */
export async function release(baseUrl) {
  await fetch(`${baseUrl}/release`);
}

/** Ends what makes three of five calls: those are gone, and the other two go on. `ours` are the promises of these. */
export async function endOthers(library, baseUrl, ours, end) {
  await waiting(baseUrl, 5);
  await end();
  await waiting(baseUrl, 2);
  await list(library, baseUrl);
  await release(baseUrl);
  const names = await ours;
  if (String(names) !== "backend,backend") {
    throw new Error(`answered: ${names}`);
  }
  return { did: ["closed", "others"] };
}
