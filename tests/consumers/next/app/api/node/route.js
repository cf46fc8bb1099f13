import { outcome } from "../../../lib/outcome.js";

export const dynamic = "force-dynamic";

export async function GET(request) {
  return Response.json(await outcome(Object.fromEntries(new URL(request.url).searchParams)));
}
