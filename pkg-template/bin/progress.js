// A progress bar on a terminal.

const WIDTH = 24;
/** Milliseconds between two drawings. */
const INTERVAL = 100;

/** Shows progress on a stream, if it is a terminal. */
export function progressBar(stream) {
  let drawn = 0;
  let phase;
  const isShown = stream.isTTY === true;
  return {
    show: (progress) => {
      const isNew = progress.phase !== phase;
      if (!isShown || (!isNew && Date.now() - drawn < INTERVAL)) return;
      drawn = Date.now();
      phase = progress.phase;
      stream.write(`\r\x1b[K${line(progress)}`);
    },
    clear: () => {
      if (isShown && phase !== undefined) stream.write("\r\x1b[K");
      phase = undefined;
    },
  };
}

/** A line of text about progress. */
export function line({ phase, done, total, bytes, collection }) {
  if (collection) return `${phase}: ${collection.status}`;
  const filled = total > 0 ? Math.round((WIDTH * done) / total) : 0;
  const bar = `${"#".repeat(filled)}${".".repeat(WIDTH - filled)}`;
  return `${phase.padEnd(10)} ${bar} ${done}/${total}${bytes > 0 ? ` ${(bytes / 1e6).toFixed(0)} MB` : ""}`;
}
