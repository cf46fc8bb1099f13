/** Asks a worker; resolves with its response. */
export function ask(worker, question) {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.answer));
  });
  worker.postMessage(question, [port2]);
  return answered;
}
