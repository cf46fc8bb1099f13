// Stands before the API and lets everything through, but for what a test takes out.
import { once } from "node:events";
import { createServer, request as send } from "node:http";

/** `intercept(answer)` takes the next request, which `answer` may answer; `forward(api)` puts another API behind it. */
export async function startGate(api) {
  let behind = api;
  let interceptor;
  const server = createServer((request, response) => {
    if (interceptor) {
      const taken = interceptor;
      interceptor = undefined;
      taken(response);
      return;
    }
    const { method, headers, url } = request;
    const onward = send(new URL(url, behind), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    intercept: (answer) => {
      interceptor = answer;
    },
    forward: (api) => {
      behind = api;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
