export interface PeopleSearch {
  readonly person?: string;
}

export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const person = search["person"];
  return typeof person === "string" || typeof person === "number" ? { person: String(person) } : {};
}
