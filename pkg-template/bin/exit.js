// The end of a program whose output may be read later than it was written.

/** Milliseconds that a reader has for what is left. One that reads no more must not keep the program. */
const PATIENCE = 5_000;

/** Ends the program with a code once its output is read: what waits for a slow reader would be lost. */
export function exit(code) {
  const end = () => process.exit(code);
  const isRead = (stream) => new Promise((resolve) => stream.once("error", resolve).write("", resolve));
  Promise.all([process.stdout, process.stderr].map(isRead)).then(end);
  setTimeout(end, PATIENCE);
}
