import createClient from "openapi-fetch";
import type { paths } from "../__generated__/api";
import { askWhoItIs, withStepUp } from "./stepUp";

/** All that the pages ask of the server; what needs a step-up asks for it here, once, and is sent again. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  headers: { "X-Dihya-Request": "1" },
  fetch: withStepUp((request) => fetch(request), askWhoItIs),
});

/** `crypto.randomUUID` is missing on plain http to another host; random bytes are there always. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
