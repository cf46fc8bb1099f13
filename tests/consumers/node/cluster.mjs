// The calls, in two processes of a cluster at once; the first makes the cluster that is looked for.
import cluster from "node:cluster";
import { once } from "node:events";

if (cluster.isPrimary) {
  const { CLUSTER_NAME } = process.env;
  const workers = [CLUSTER_NAME, `${CLUSTER_NAME}-2`].map((name) => cluster.fork({ CLUSTER_NAME: name }));
  const reports = await Promise.all(
    workers.map(async (worker) => {
      const failed = once(worker, "exit").then(([code]) => Promise.reject(new Error(`a worker ended with ${code}`)));
      const [report] = await Promise.race([once(worker, "message"), failed]);
      worker.disconnect();
      return report;
    }),
  );
  if (String(reports[0].did) !== String(reports[1].did)) {
    throw new Error(`one worker did ${reports[0].did}, the other ${reports[1].did}`);
  }
  console.log(JSON.stringify(reports[0]));
} else {
  const digitalocean = await import("digitalocean-wasm");
  const { calls } = await import("../support/calls.mjs");
  const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
  process.send(await calls(digitalocean, { baseUrl, token, name }));
}
