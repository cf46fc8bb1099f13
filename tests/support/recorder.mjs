// A server that records requests and responds as a test decides.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Starts a recorder. `requests` holds its requests: method, path, query, headers, body as text.
 * `answer` may be set to `(request, response) => …`, with Node's response; the default responds `{}`.
 */
export async function startRecorder() {
  const recorder = {
    requests: [],
    answer: (_request, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"),
  };
  const server = createServer(async (incoming, response) => {
    const chunks = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const [path, query = ""] = incoming.url.split("?");
    const request = {
      method: incoming.method,
      path,
      query,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    recorder.requests.push(request);
    recorder.answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  recorder.url = `http://127.0.0.1:${server.address().port}`;
  recorder.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return recorder;
}
