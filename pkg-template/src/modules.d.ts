declare module "#module" {
  const module: WebAssembly.Module;
  export default module;
}
