import type { Schemas } from "../stream/frames";
import { compareVersions } from "./versions";

type Tenant = Schemas["FleetTenant"];
export type TenantTest = (tenant: Tenant) => boolean;

const TERM = /^([A-Za-z][\w.-]*)(!=|<=|>=|=|<|>)(.+)$/;

const FIELDS: Record<string, (tenant: Tenant) => string> = {
  id: (tenant) => tenant.id,
  name: (tenant) => tenant.name,
  sector: (tenant) => tenant.sector,
  region: (tenant) => tenant.region,
  engine: (tenant) => tenant.engine,
  server: (tenant) => tenant.server,
  state: (tenant) => tenant.lifecycle,
  run: (tenant) => tenant.mark,
  version: (tenant) => tenant.version,
};

/** Fields of the language that a fleet's tenant does not carry: the server has to answer. */
const SERVER_ONLY = new Set(["environment", "timezone"]);

/**
 * The selector as a test in the browser; undefined when only the server can tell, either because it knows more or
 * because the text is not in the language and its message is wanted.
 */
export function readSelector(text: string): TenantTest | undefined {
  const terms = text.trim().split(/\s+/).filter(Boolean).map(readTerm);
  if (terms.some((term) => !term)) return undefined;
  return (tenant) => terms.every((term) => term?.(tenant));
}

function readTerm(text: string): TenantTest | undefined {
  const [, field = "", operator = "", list = ""] = TERM.exec(text) ?? [];
  if (field === "" || SERVER_ONLY.has(field)) return undefined;
  const read = FIELDS[field] ?? ((tenant: Tenant) => tenant.labels[field] ?? "");
  const values = list.split(",");
  if (values.includes("")) return undefined;
  if (operator === "=") return (tenant) => values.some((value) => matches(read(tenant), value));
  if (operator === "!=") return (tenant) => !values.some((value) => matches(read(tenant), value));
  if (field !== "version" || values.length > 1) return undefined;
  return (tenant) => inOrder(compareVersions(tenant.version, list), operator);
}

function inOrder(comparison: number, operator: string): boolean {
  if (operator === "<") return comparison < 0;
  if (operator === "<=") return comparison <= 0;
  if (operator === ">") return comparison > 0;
  return comparison >= 0;
}

function matches(value: string, pattern: string): boolean {
  if (!pattern.includes("*")) return value === pattern;
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(value);
}
