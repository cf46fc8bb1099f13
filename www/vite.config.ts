import { defineConfig, loadEnv, type Plugin } from "vite";
import { apiAddress } from "./src/api-address.ts";

export default defineConfig(({ command, mode }) => {
  const api = apiAddress(loadEnv(mode, import.meta.dirname).VITE_API_URL);
  return {
    plugins: [
      contentSecurityPolicy(command === "serve" && mode === "development" ? developmentPolicy(api) : pagePolicy(api)),
    ],
  };
});

type Policy = Record<string, string>;

/** The policy for the built page. */
function pagePolicy(api: URL): Policy {
  return {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": api.origin,
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
    // Forbids strings as markup or code.
    "require-trusted-types-for": "'script'",
  };
}

/** The policy for Vite's development server, which inlines styles, opens a web socket and shows an error overlay. */
function developmentPolicy(api: URL): Policy {
  const { "require-trusted-types-for": _, ...policy } = pagePolicy(api);
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
