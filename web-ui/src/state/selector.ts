import type { Schemas } from "../stream/frames";
import { compareVersions } from "./versions";

type Tenant = Schemas["FleetTenant"];
export type TenantTest = (tenant: Tenant) => boolean;

const TERM = /^([A-Za-z0-9][\w.-]*)(!=|<=|>=|=|<|>)(.+)$/;
const VERSION = /^\d[\d._]*$/;

const FIELDS: Record<string, (tenant: Tenant) => string> = {
  id: (tenant) => tenant.id,
  sector: (tenant) => tenant.sector,
  region: (tenant) => tenant.region,
  engine: (tenant) => tenant.engine,
  state: (tenant) => tenant.lifecycle,
  run: (tenant) => tenant.mark,
};

/** Values outside of these are mistakes, about which the server has a message. */
const WORDS: Record<string, readonly string[]> = {
  engine: ["postgresql", "mysql", "mariadb", "sqlite"] satisfies Schemas["Engine"][],
  state: ["active", "suspended", "archived"] satisfies Tenant["lifecycle"][],
};

/**
 * The selector as a test in the browser; undefined when the server has to answer, either because it knows more (as of
 * `environment`) or because the text is not in the language, or names no field and no label, and its message is wanted.
 */
export function readSelector(text: string, labels: ReadonlySet<string>): TenantTest | undefined {
  const terms = text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((term) => readTerm(term, labels));
  if (terms.some((term) => !term)) return undefined;
  return (tenant) => terms.every((term) => term?.(tenant));
}

function readTerm(text: string, labels: ReadonlySet<string>): TenantTest | undefined {
  const [, name = "", operator = "", list = ""] = TERM.exec(text) ?? [];
  const values = list.split(",");
  if (name === "" || values.includes("")) return undefined;
  if (name === "version" && !list.includes("*")) return versionTerm(operator, values);
  const read = readerOf(name, labels);
  const known = values.every((value) => value.includes("*") || (WORDS[name]?.includes(value) ?? true));
  if (!read || !known || (operator !== "=" && operator !== "!=")) return undefined;
  const patterns = values.map(pattern);
  return (tenant) => {
    const value = read(tenant);
    const any = value !== undefined && patterns.some((each) => each.test(value));
    return any === (operator === "=");
  };
}

function readerOf(name: string, labels: ReadonlySet<string>): ((tenant: Tenant) => string | undefined) | undefined {
  if (name === "version") return (tenant) => tenant.version || undefined;
  const field = FIELDS[name];
  if (field) return field;
  return labels.has(name) ? (tenant) => tenant.labels[name] : undefined;
}

/** A tenant without a version comes before all versions. */
function versionTerm(operator: string, values: readonly string[]): TenantTest | undefined {
  const ordered = operator !== "=" && operator !== "!=";
  if (!values.every((value) => VERSION.test(value)) || (ordered && values.length > 1)) return undefined;
  return (tenant) => {
    const any = values.some((value) => inOrder(compareVersions(tenant.version, value), operator));
    return operator === "!=" ? !any : any;
  };
}

function inOrder(comparison: number, operator: string): boolean {
  if (operator === "<") return comparison < 0;
  if (operator === "<=") return comparison <= 0;
  if (operator === ">") return comparison > 0;
  return operator === ">=" ? comparison >= 0 : comparison === 0;
}

/** A star stands for any characters. */
function pattern(value: string): RegExp {
  const parts = value.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

export function labelsOf(tenants: Iterable<Tenant>): Set<string> {
  return new Set([...tenants].flatMap((tenant) => Object.keys(tenant.labels)));
}
