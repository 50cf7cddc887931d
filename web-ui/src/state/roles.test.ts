import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mayGiveToToken, TOKEN_ROLES, WHO_MAY } from "./roles";

/** The table of permissions in the handbook, which the server's tests hold against the server. */
const table = readFileSync("../docs/security.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
const head = table.find(([, first]) => first === "permission") ?? [];
const permissions = table.slice(table.indexOf(head) + 2);

const rolesWith = (permission: string) => {
  const row = permissions.find(([, name]) => name === permission);
  return row && head.filter((_, column) => row[column] === "yes");
};
const may = (role: string) => permissions.filter((row) => row[head.indexOf(role)] === "yes").map(([, name]) => name);

it("says who may manage tokens as the handbook does", () => {
  expect(rolesWith("manage-tokens")).toEqual(WHO_MAY["manage-tokens"]);
  expect(rolesWith("manage-people")).toEqual(WHO_MAY["manage-people"]);
});

const pairs = WHO_MAY["manage-tokens"].flatMap((own) => TOKEN_ROLES.map((role) => [own, role] as const));
it.each(pairs)("lets %s give a token the role %s only where it covers it", (own, role) => {
  expect(mayGiveToToken(own, role)).toBe(may(role).every((permission) => may(own).includes(permission)));
});
