import type { Schemas } from "./world.ts";

/** What is answered instead when something is refused. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail = "", headers: Record<string, string> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}

/** One account with what only the server knows of it. */
export interface Entry {
  readonly person: Schemas["Person"];
  password: string;
  recovery: string[];
  token?: string;
}

export interface Session {
  readonly id: string;
  readonly entry?: Entry;
  readonly role: string;
  readonly signIn: string;
  stage: "full" | "enrol";
  fresh: boolean;
  readonly told: Omit<Schemas["BrowserSession"], "current">;
}

const TRIES = 3;
const WAIT_SECONDS = 90;
const CHANGES = ["platform-admin", "operator"];
const RECOVERY = ["k7qd-93fm", "x2va-6hpn", "m4tc-8wre", "p9zb-5gkj", "q3ns-7dvy", "r6wh-2xbf", "t8jk-4mzc", "v5pg-9qrd", "w2yd-3ctn", "z7fx-6bhk"];

/** Accounts, sessions and tokens in memory. A code is right when it begins with 4, and each only once. */
export class Accounts {
  readonly entries: Entry[] = [];
  readonly sessions = new Map<string, Session>();
  readonly tokens: Schemas["Token"][] = [];
  /** Of the first administrator's link; gone when it was used. */
  firstLink: string | undefined = "first";
  private readonly used = new Set<string>();
  private readonly failures = new Map<string, number>();
  private readonly at: (minutes: number) => string;
  private count = 0;

  constructor(at: (minutes: number) => string) {
    this.at = at;
    const amel = this.add("amel", "platform-admin", { secondFactor: true });
    this.add("idir", "operator", { secondFactor: true });
    this.add("lina.haddad", "tenant-admin", { tenants: ["clinique-lyon", "clinique-atlas"] });
    this.add("omar", "auditor", { state: "suspended" });
    this.add("tiziri", "approver", { state: "invited" });
    this.open(amel, "some");
    this.open(amel, "other", "Safari on iOS", "203.0.113.7");
    this.open(amel, "third", "Chromium on Windows", "198.51.100.20");
    this.open(this.find("idir"), "idir");
    this.tokens.push(this.token("nightly deployment", "operator", "good"), this.token("dashboard on the wall", "viewer", "expired"));
  }

  private add(name: string, role: string, more: Partial<Schemas["Person"]>): Entry {
    const known = more.state === "invited" ? {} : { lastSignIn: this.at(-55) };
    const person = { id: `u-${name.slice(0, 4)}`, name, role, state: "active", secondFactor: false, createdAt: this.at(-90_000), ...known, ...more };
    const entry = { person: person as Schemas["Person"], password: "correct horse battery", recovery: more.secondFactor ? [...RECOVERY] : [] };
    this.entries.push(entry);
    return entry;
  }

  find(key: unknown): Entry | undefined {
    return this.entries.find(({ person }) => person.id === key || person.name === key);
  }

  /** A session of an account, or without one for the administrator who came with a link. */
  open(entry: Entry | undefined, id = `s-${String(++this.count)}`, agent = "Chromium on Linux", address = "127.0.0.1"): Session {
    const role = entry?.person.role ?? "platform-admin";
    const enrols = entry !== undefined && CHANGES.includes(role) && !entry.person.secondFactor;
    const told = { id: `b-${id}`, began: this.at(-50), used: this.at(id === "some" ? 0 : -200), address, agent };
    const session: Session = {
      ...{ id, role, fresh: true, told, stage: enrols ? "enrol" : "full" },
      ...(entry ? { entry, signIn: entry.person.secondFactor ? "second-factor" : "password" } : { signIn: "link" }),
    };
    this.sessions.set(id, session);
    return session;
  }

  endAllOf(entry: Entry, but?: Session): void {
    for (const [id, session] of this.sessions) if (session.entry === entry && session !== but) this.sessions.delete(id);
  }

  signIn(name: unknown, password: unknown, code: unknown): Session {
    const key = String(name);
    const failed = this.failures.get(key) ?? 0;
    if (failed >= TRIES) throw new Refusal(429, "too-many", "Too many tries for this name or address.", { "Retry-After": String(WAIT_SECONDS) });
    const entry = this.find(name);
    const right = entry?.person.state === "active" && entry.password === password;
    if (right && entry.person.secondFactor && code === undefined) throw new Refusal(401, "second-factor", "The code is lacking.");
    if (!right || (entry.person.secondFactor && !this.takes(entry, code))) {
      this.failures.set(key, failed + 1);
      throw new Refusal(401, "not-signed-in", "Name, password or code is wrong.");
    }
    this.failures.delete(key);
    return this.open(entry);
  }

  /** Whether a code is good; it is used up. */
  takes(entry: Entry, code: unknown): boolean {
    const text = String(code);
    if (entry.recovery.includes(text)) {
      entry.recovery = entry.recovery.filter((each) => each !== text);
      return true;
    }
    const good = /^4\d{5}$/.test(text) && !this.used.has(text);
    this.used.add(text);
    return good;
  }

  newRecovery(entry: Entry): { codes: string[] } {
    entry.recovery = [...RECOVERY];
    return { codes: entry.recovery };
  }

  invite(body: Record<string, unknown>): Schemas["Invitation"] {
    if (!/^[\p{L}\d._\-@+]{2,64}$/u.test(String(body["name"]))) throw new Refusal(422, "configuration", "A name has 2 to 64 letters, digits and . _ - @ +.");
    if (this.find(body["name"])) throw new Refusal(409, "conflict", `There is an account ${String(body["name"])} already.`);
    const tenants = body["tenants"] ? { tenants: body["tenants"] as string[] } : {};
    const entry = this.add(String(body["name"]), String(body["role"]), { state: "invited", ...tenants });
    return this.invitation(entry);
  }

  /** Takes all away that the account has, and makes a link. */
  invitation(entry: Entry): Schemas["Invitation"] {
    this.endAllOf(entry);
    entry.token = `set-up-${entry.person.name}-${String(++this.count)}`;
    Object.assign(entry, { recovery: [], password: "" });
    Object.assign(entry.person, { state: "invited", secondFactor: false });
    return { person: entry.person, token: entry.token, until: this.at(1440) };
  }

  /** The account of a set-up link; undefined is the first administrator's, who has none yet. */
  linked(token: unknown): Entry | undefined {
    if (token !== undefined && token === this.firstLink) return undefined;
    const entry = this.entries.find((each) => each.token !== undefined && each.token === token);
    if (!entry) throw new Refusal(404, "not-found", "The link was used, or has expired.");
    return entry;
  }

  setUp(body: Record<string, unknown>): Session {
    const given = this.linked(body["token"]);
    const password = String(body["password"]);
    if (password.length < 12) throw new Refusal(422, "configuration", "A password has 12 characters at least.");
    if (password.includes(given?.person.name ?? String(body["name"]))) throw new Refusal(422, "configuration", "The password has the name in it.");
    const entry = given ?? this.add(String(body["name"]), "platform-admin", {});
    if (given) delete given.token;
    else this.firstLink = undefined;
    entry.password = password;
    Object.assign(entry.person, { state: "active" });
    return this.open(entry);
  }

  makeToken(body: Record<string, unknown>): { text: string; token: Schemas["Token"] } {
    const token = this.token(String(body["name"]), body["role"] as Schemas["Role"], "good");
    this.tokens.unshift(token);
    return { text: `dihya_${token.id}_Zk3vT9qLw2nXy7RbH5cJm8sPd4fGa6tE`, token };
  }

  revoke(id: string): Schemas["Token"] | undefined {
    const token = this.tokens.find((each) => each.id === id);
    return token && Object.assign(token, { state: "revoked", revokedAt: this.at(0) });
  }

  private token(name: string, role: Schemas["Role"], state: "good" | "expired"): Schemas["Token"] {
    const ends = state === "good" ? 90 * 1440 : -1440;
    return { id: `t${String(++this.count)}`, name, role, state, createdBy: "u-amel", createdAt: this.at(-3000), expiresAt: this.at(ends) };
  }
}
