import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { api } from "../../../api/client";
import { peopleQuery } from "../../../api/queries";
import { unwrap } from "../../../api/problem";
import type { Role } from "../../../state/roles";
import type { Schemas } from "../../../stream/frames";

export type Person = Schemas["Person"];
export type Invitation = Schemas["Invitation"];

/** A role, and the tenants of those who have tenants of their own. */
export interface Given {
  readonly role: Role;
  readonly tenants?: string[];
}

// The contract's roles are those of a token; people can be tenant administrators as well.
const body = <T extends { role: Role }>(given: T) => given as T & { role: Schemas["Role"] };

/** A change of the people, after which they are read anew. */
function useChange<T, R>(change: (given: T) => Promise<R>): UseMutationResult<R, Error, T> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: peopleQuery.queryKey }) });
}

export function useInvite() {
  return useChange(async (given: Given & { name: string }) => unwrap(await api.POST("/api/v1/people", { body: body(given) })));
}

const path = (person: Person) => ({ path: { person: person.id } });

export function useRoleOf(person: Person) {
  return useChange(async (given: Given & { reason?: string }) =>
    unwrap(await api.POST("/api/v1/people/{person}/role", { params: path(person), body: body(given) })),
  );
}

export function useStateOf(person: Person) {
  return useChange(async (given: { state: "active" | "suspended"; reason?: string }) =>
    unwrap(await api.POST("/api/v1/people/{person}/state", { params: path(person), body: given })),
  );
}

export function useNewSetUp(person: Person) {
  return useChange(async (given: { reason?: string }) =>
    unwrap(await api.POST("/api/v1/people/{person}/set-up", { params: path(person), body: given })),
  );
}
