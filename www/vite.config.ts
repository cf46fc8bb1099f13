import { defineConfig, loadEnv, type Plugin } from "vite";
import { apiAddress } from "./src/api-address.ts";

export default defineConfig(({ command, mode }) => {
  const api = apiAddress(loadEnv(mode, import.meta.dirname).VITE_API_URL);
  return {
    plugins: [contentSecurityPolicy(command === "serve" && mode === "development" ? developing(api) : serving(api))],
  };
});

type Policy = Record<string, string>;

function serving(api: URL): Policy {
  return {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": api.origin,
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
    // No string becomes markup or code, by mistake either.
    "require-trusted-types-for": "'script'",
  };
}

/** While developing, Vite inlines styles, listens on a web socket, and draws its own error overlay. */
function developing(api: URL): Policy {
  const { "require-trusted-types-for": _, ...policy } = serving(api);
  return {
    ...policy,
    "connect-src": `'self' ws: ${api.origin}`,
    "style-src": "'self' 'unsafe-inline'",
    "worker-src": "'self' blob:",
  };
}

function contentSecurityPolicy(policy: Policy): Plugin {
  const content = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
  return {
    name: "content-security-policy",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" },
    ],
  };
}
