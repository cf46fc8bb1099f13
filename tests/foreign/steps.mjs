// Steps of a foreign client: each is one call, which the simulator takes or refuses.

/** Milliseconds after which what is polled for is taken for something that never comes. */
const PATIENCE = 120_000;

/** Runs steps one after the other, and keeps what became of each. */
export class Steps {
  /** `{ name, error }` for each step; `error` is undefined when the step went well. */
  results = [];

  /** Runs a step; resolves to its result, or undefined when it failed. */
  step = async (name, call) => {
    try {
      const result = await call();
      this.results.push({ name });
      return result;
    } catch (error) {
      this.results.push({ name, error: text(error) });
      return undefined;
    }
  };

  /** Polls until `done` says so of what `ask` resolves to; it counts as one step. */
  until = (name, done, ask) =>
    this.step(name, async () => {
      for (
        const end = Date.now() + PATIENCE;
        Date.now() < end;
        await new Promise((resolve) => setTimeout(resolve, 10))
      ) {
        const value = await ask();
        if (done(value)) {
          return value;
        }
      }
      throw new Error("not within two minutes");
    });
}

/** An error in one line. Some clients throw plain objects. */
function text(error) {
  const { response, message, responseStatusCode, messageEscaped } = error;
  const status = response?.status ?? responseStatusCode;
  return [status, messageEscaped ?? response?.data?.message ?? message].filter(Boolean).join(" ");
}
