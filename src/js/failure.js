/** The parts of an error. */
export const failure = (code, message, cause) => ({ code, message, cause });
