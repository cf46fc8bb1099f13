/** Hands a page's report on to who waits for it. */
export async function POST(request) {
  return fetch(process.env.REPORT_URL, { method: "POST", body: await request.text() });
}
