// A registry of images behind a proxy, by which tools reach it under the name of DigitalOcean's. It asks for a login by
// HTTP's basic authentication, and keeps what each request had.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";

const DOCKER = "application/vnd.docker";
const digestOf = (content) => `sha256:${createHash("sha256").update(content).digest("hex")}`;

/** The contents of an image with one empty layer, by their paths. */
function imageContents(repository, tag) {
  const layer = Buffer.alloc(1024);
  const config = JSON.stringify({
    ...{ architecture: "amd64", os: "linux", config: {} },
    rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
    history: [{}],
  });
  const compressed = gzipSync(layer);
  const entry = (type, content) => ({
    mediaType: `${DOCKER}.${type}`,
    size: content.length,
    digest: digestOf(content),
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${DOCKER}.distribution.manifest.v2+json`,
    config: entry("container.image.v1+json", config),
    layers: [entry("image.rootfs.diff.tar.gzip", compressed)],
  });
  const path = `/v2/${repository}`;
  return {
    "/v2/": "{}",
    [`${path}/manifests/${tag}`]: manifest,
    [`${path}/manifests/${digestOf(manifest)}`]: manifest,
    [`${path}/blobs/${digestOf(config)}`]: config,
    [`${path}/blobs/${digestOf(compressed)}`]: compressed,
  };
}

/** Starts it with one image; `proxy` is the address for `HTTPS_PROXY`, `logins` what requests logged in with. */
export async function startRegistry({ cert, key }, { host, user, password, repository, tag }) {
  const contents = imageContents(repository, tag);
  const logins = [];
  const registry = createServer({ cert, key }, (request, response) => {
    const [, encoded] = /^Basic (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (encoded) logins.push(Buffer.from(encoded, "base64").toString());
    const isIn = encoded && logins.at(-1) === `${user}:${password}`;
    const content = isIn ? contents[request.url] : "{}";
    const isManifest = request.url.includes("/manifests/");
    response.writeHead(isIn ? (content ? 200 : 404) : 401, {
      "content-type": isManifest ? `${DOCKER}.distribution.manifest.v2+json` : "application/octet-stream",
      "content-length": content?.length ?? 0,
      "docker-distribution-api-version": "registry/2.0",
      ...(isIn && content && isManifest && { "docker-content-digest": digestOf(content) }),
      ...(!isIn && { "www-authenticate": 'Basic realm="registry"' }),
    });
    response.end(request.method === "HEAD" ? undefined : content);
  });
  const proxy = createProxy((_, response) => response.writeHead(400).end());
  proxy.on("connect", ({ url }, socket) => {
    if (url !== `${host}:443`) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const target = connect(registry.address().port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(target).pipe(socket);
    });
    for (const end of [socket, target]) end.on("error", () => end.destroy());
  });
  const servers = [registry.on("tlsClientError", () => undefined), proxy];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  return {
    logins,
    proxy: `http://127.0.0.1:${proxy.address().port}`,
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
