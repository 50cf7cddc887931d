import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const header = (why: string) => `-- Purpose:  ${why}\n-- Impact:   one table\n-- Rollback: it is dropped\n`;

/** Twelve tenants, each slow enough to be seen; the fifth has a person twice, which the second migration refuses. */
export function writeWorkspace(root: string): void {
  for (const directory of ["tenants", "migrations/common", "data"]) mkdirSync(join(root, directory), { recursive: true });
  const tenants = Array.from({ length: 12 }, (_, index) => {
    const id = `shop-${String(index + 1).padStart(2, "0")}`;
    const second = index === 4 ? "amina" : "nora";
    return `  - { id: ${id}, name: Shop ${String(index + 1)}, target: "sqlite:data/${id}.db", placeholders: { second: ${second} } }`;
  });
  writeFileSync(join(root, "tenants/shops.yaml"), `sector: ecommerce\ndefaults: { region: eu-fr }\ntenants:\n${tenants.join("\n")}\n`);
  const slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000) SELECT max(i) FROM n";
  writeFileSync(
    join(root, "migrations/common/20260101_0900_create_people.sql"),
    `${header("people")}-- migrate:up
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL);
INSERT INTO people (id, name) VALUES (1, 'amina');
INSERT INTO people (id, name) VALUES (2, \${placeholders.second:literal});
-- migrate:down
DROP TABLE people;
`,
  );
  writeFileSync(
    join(root, "migrations/common/20260102_0900_people_once.sqlite.sql"),
    `${header("a person once")}-- migrate:up
CREATE TABLE counted AS ${slow};
CREATE UNIQUE INDEX people_name ON people (name);
-- migrate:down
DROP INDEX people_name;
DROP TABLE counted;
`,
  );
}

/** Calls the API as the command line does, with the token that the server left in the workspace. */
export async function post<T>(root: string, path: string, body: object): Promise<T> {
  const { url, token } = JSON.parse(readFileSync(join(root, ".dihya/server.json"), "utf8")) as { url: string; token: string };
  const answer = await fetch(new URL(path, url), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}
