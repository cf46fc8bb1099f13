declare module "#base64" {
  const text: string;
  export default text;
}

declare module "#module" {
  const module: WebAssembly.Module;
  export default module;
}
