// Plans a clean-up and makes a connection, against a simulator inside the place. Imports nothing, because it runs
// everywhere.

function must(truth, what) {
  if (!truth) throw new Error(`not so: ${what}`);
}

/** Plans, applies, and has nothing to do then. */
async function cleanUp(simulator, { planCleanUp, applyCleanUp }) {
  const client = simulator.client();
  const rules = { keep: { newest: 1, tags: [/^latest$/] } };
  const plan = await planCleanUp(client, "example", rules);
  must(plan.delete.length > 0 && plan.frees.atLeast > 0, "something is to be deleted");
  const kept = new Set(plan.keep.map(({ repository, digest }) => `${repository} ${digest}`));
  must(!plan.delete.some(({ repository, digest }) => kept.has(`${repository} ${digest}`)), "nothing is both");
  const { done, freedBytes } = await applyCleanUp(client, plan);
  must(done.length === plan.delete.length + plan.untag.length + 1, "each step was done, and a collection");
  must(freedBytes >= plan.frees.atLeast && freedBytes <= plan.frees.atMost, "it freed as many bytes as planned");
  const again = await planCleanUp(client, "example", rules);
  must(again.delete.length === 0 && again.untag.length === 0, "there is nothing left to do");
}

/** Makes the options of a driver for a cluster of PostgreSQL. */
async function connection(simulator, { connectionFor }) {
  const { databases } = simulator.client();
  const cluster = (await databases.list().all()).find(({ engine }) => engine === "pg");
  const ca = await databases.ca.get(cluster.id);
  const made = connectionFor(cluster, { driver: "pg", ca });
  const { config } = made;
  must(config.host === cluster.connection.host, "the host is the cluster's");
  must(config.ssl.rejectUnauthorized !== false && config.ssl.ca.includes("CERTIFICATE"), "TLS is verified");
  const { password } = cluster.connection;
  must(password && config.password === password, "the password is there for the driver");
  must(!`${made} ${JSON.stringify(made)}`.includes(password), "and is not printed");
}

/** Does both. Resolves to what was done, and the milliseconds that it took. */
export async function steps(library) {
  const simulator = await library.createSimulator();
  const began = Date.now();
  await simulator.clock.run(cleanUp(simulator, library));
  await simulator.clock.run(connection(simulator, library));
  return { did: ["clean-up", "connect"], first: Date.now() - began };
}
