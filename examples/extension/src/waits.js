// Waits that outlive the background: their states are in the extension's storage, and alarms wake the background.

const PREFIX = "wait:";
/** The names of the waits that this background follows. */
const followed = new Set();

/** Begins a wait and follows it until it ends: in this background, or in a later one, by `resume`. */
export async function follow(name, begin, ended) {
  if (followed.has(name)) {
    return;
  }
  followed.add(name);
  const key = PREFIX + name;
  const save = () => {
    const state = wait.state();
    // Again and again: the first one may come while this background still lives. Browsers allow no shorter period.
    chrome.alarms.create(key, { when: state.nextAt, periodInMinutes: 0.5 });
    return chrome.storage.local.set({ [key]: state });
  };
  const wait = begin({ onProgress: save });
  const end = wait.then(
    (thing) => ended(name, thing),
    (error) => ended(name, undefined, error),
  );
  await save();
  end.then(async () => {
    followed.delete(name);
    await chrome.alarms.clear(key);
    await chrome.storage.local.remove(key);
  });
}

/** Goes on with the waits of the backgrounds before this one. */
export async function resume(client, ended) {
  // Only wakes the background, which comes here then.
  chrome.alarms.onAlarm.addListener(() => {});
  const stored = await chrome.storage.local.get();
  for (const [key, state] of Object.entries(stored)) {
    if (key.startsWith(PREFIX)) {
      follow(key.slice(PREFIX.length), (options) => client.resumeWait(state, options), ended);
    }
  }
}
