// Means of platforms that are made like browsers: Deno and workerd are, too.

/** Listens for unhandled rejections, instead of the platform; gives a function that ends it. */
export function onUnhandled(listener) {
  const handle = (event) => {
    event.preventDefault();
    listener(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", handle);
  return () => globalThis.removeEventListener("unhandledrejection", handle);
}
