import { outcome } from "../../lib/outcome.js";

export const dynamic = "force-dynamic";

export default async function Page({ searchParams }) {
  return <pre>{JSON.stringify(await outcome(await searchParams))}</pre>;
}
