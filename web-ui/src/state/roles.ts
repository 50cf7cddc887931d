import type { Schemas } from "../stream/frames";

/** Those that people can have; a tenant administrator has tenants of their own. */
export type Role = Schemas["Role"];

const ORDER: Record<Role, number> = {
  "platform-admin": 0,
  operator: 1,
  approver: 2,
  security: 3,
  auditor: 4,
  dpo: 5,
  "tenant-admin": 6,
  viewer: 7,
};

export const ROLES = (Object.keys(ORDER) as Role[]).sort((a, b) => ORDER[a] - ORDER[b]);

/** Tokens of certain tenants are made on the command line; those of this page know what their maker knows. */
export const TOKEN_ROLES = ROLES.filter((role) => role !== "tenant-admin");

/** Who could do what the server refused. Only to say so: what is allowed, the server decides. */
export const WHO_MAY = {
  "manage-people": ["platform-admin", "security"],
  "manage-tokens": ["platform-admin", "security"],
} as const satisfies Record<string, readonly Role[]>;

const CHANGES: readonly string[] = ["platform-admin", "operator"];

/** Nobody makes a token that may do more than they do themselves. */
export function mayGiveToToken(own: string, role: Role): boolean {
  return own === "platform-admin" || !CHANGES.includes(role);
}
