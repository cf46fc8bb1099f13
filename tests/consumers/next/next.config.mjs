import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  // Several builds of this project live side by side.
  distDir: process.env.NEXT_FOLDER,
  // A matter of this repository, which has lockfiles above this folder: a project of its own says nothing here.
  turbopack: { root: fileURLToPath(new URL("..", import.meta.url)) },
};
