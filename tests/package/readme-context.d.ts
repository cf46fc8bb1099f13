// The names that blocks of code in the documents use without declaring them.
declare const client: import("digitalocean-wasm").DigitalOcean;
declare const clusterId: string;
/** Saves a text. */
declare function saveText(text: string): Promise<void>;

/** The part of an extension's API that the documents use. */
declare const chrome: {
  storage: { local: { get(name: "token"): Promise<{ token: string }> } };
  runtime: {
    onMessage: {
      addListener(
        listener: (message: unknown, sender: object, sendResponse: (response: unknown) => void) => boolean,
      ): void;
    };
  };
};
