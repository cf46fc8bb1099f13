"use client";

import { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } from "digitalocean-wasm";
import { useEffect, useRef } from "react";
import { report } from "../../../support/report.mjs";

export default function Page() {
  const started = useRef(false);
  useEffect(() => {
    // In development effects run twice.
    if (!started.current) {
      started.current = true;
      report({ AbortError, DigitalOcean, isDigitalOceanError, NotFoundError });
    }
  }, []);
  return <p>Clusters</p>;
}
