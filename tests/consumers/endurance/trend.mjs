// Memory that calls leak adds up from round to round; memory that is kept ready does not.

const ROUNDS = 21;
const THIRD = ROUNDS / 3;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Runs `calls` calls in rounds, looks with `sample` after each, and throws where something grew by more than `limits`
 * allow between the second and the last third: the first is for warming up. `heap` is in bytes a call.
 */
export async function endure({ calls, round, sample, limits }) {
  const perRound = Math.ceil(calls / ROUNDS);
  const samples = [];
  for (let done = 0; done < ROUNDS; done += 1) {
    await round(perRound);
    samples.push(await sample());
  }
  const grown = Object.entries(limits).flatMap(([name, limit]) => {
    const values = samples.map((sample) => sample[name]);
    const growth = median(values.slice(2 * THIRD)) - median(values.slice(THIRD, 2 * THIRD));
    const isFlat = growth <= (name === "heap" ? limit * THIRD * perRound : limit);
    return isFlat ? [] : [`${name} grew by ${growth} in ${THIRD * perRound} calls: ${values.join(", ")}`];
  });
  if (grown.length > 0) {
    throw new Error(grown.join("\n"));
  }
  return { did: Object.keys(limits), samples };
}
