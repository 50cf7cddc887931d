const KEY = "dihya.wanted";

/** Leaves for the sign-in page, and remembers where the person wanted to be. */
export function goToSignIn(): void {
  if (location.pathname === "/sign-in") return;
  try {
    sessionStorage.setItem(KEY, location.pathname + location.search);
  } catch {
    // Without storage the person lands on the fleet.
  }
  location.assign("/sign-in");
}

/** Where the person wanted to be; only places of this page, whatever stands in the storage. */
export function wantedPlace(): string {
  try {
    const place = sessionStorage.getItem(KEY) ?? "/fleet";
    sessionStorage.removeItem(KEY);
    return /^\/(?![/\\])/.test(place) ? place : "/fleet";
  } catch {
    return "/fleet";
  }
}
