// Reports what nobody caught, scripts that did not load included.
function failed({ message, reason, target }) {
  const error = message ?? reason?.message ?? `${target?.src ?? reason} did not load`;
  fetch("/report", { method: "POST", body: JSON.stringify({ error }) });
}
addEventListener("error", failed, true);
addEventListener("unhandledrejection", failed);
