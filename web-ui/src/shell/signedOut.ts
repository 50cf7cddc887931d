import { api } from "../api/client";

const KEY = "dihya.wanted";
const OPEN = ["/sign-in", "/set-up"];

/** Whether nobody needs to be signed in to see the page. */
export function isOpen(place: string): boolean {
  return OPEN.includes(place);
}

let leaving = false;
// The browser may show this same page again, as it was left.
addEventListener("pageshow", () => {
  leaving = false;
});

/**
 * Leaves for the sign-in page, and remembers where the person wanted to be. Several answers may tell that the session has
 * ended; a second departure would abort the first.
 */
export function goToSignIn(): void {
  if (leaving || isOpen(location.pathname)) return;
  leaving = true;
  try {
    sessionStorage.setItem(KEY, location.pathname + location.search);
  } catch {
    // Without storage the person lands on the fleet.
  }
  location.assign("/sign-in");
}

/** Where the person wanted to be; only places of this page, whatever stands in the storage. */
export function peekWantedPlace(): string {
  try {
    const place = sessionStorage.getItem(KEY) ?? "/fleet";
    return /^\/(?![/\\])/.test(place) ? place : "/fleet";
  } catch {
    return "/fleet";
  }
}

/** The same, and forgets it. */
export function wantedPlace(): string {
  const place = peekWantedPlace();
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to forget.
  }
  return place;
}

/** Ends the session. A page that was loaded anew holds nothing of whoever was here before. */
export async function signOut(): Promise<void> {
  const { response } = await api.DELETE("/api/v1/session");
  if (response.ok || response.status === 401) location.assign("/sign-in");
}
