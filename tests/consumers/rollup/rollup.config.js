import resolve from "@rollup/plugin-node-resolve";

export default {
  input: "src/main.js",
  output: { dir: "dist", format: "es", sourcemap: true },
  plugins: [resolve()],
};
