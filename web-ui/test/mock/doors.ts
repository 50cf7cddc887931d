import { Accounts, Refusal, type Entry, type Session } from "./accounts.ts";

/** A call with who makes it. */
export interface Caller {
  readonly accounts: Accounts;
  readonly session: Session;
  readonly parts: readonly string[];
  readonly body: Record<string, unknown>;
}

const NOTHING = null;
const TOKENS = ["platform-admin", "security"];

/** An answer; null is one without a body, undefined that there is no such thing. */
type Answer = object | null | undefined;

export const DOORS: Record<string, (call: Caller) => Answer> = {
  "POST session step-up": (call) => stepUp(call),
  "GET account": (call) => account(own(call)),
  "POST account password": (call) => password(call),
  "POST account second-factor": (call) => enrol(call),
  "POST account second-factor confirm": (call) => confirm(call),
  "POST account recovery-codes": (call) => (fresh(call), call.accounts.newRecovery(own(call))),
  "GET account sessions": (call) => ({ items: sessionsOf(call) }),
  "POST account sessions * end": ({ accounts, parts }) => {
    const found = [...accounts.sessions.values()].find(({ told }) => told.id === parts[2]);
    if (!found) return undefined;
    accounts.sessions.delete(found.id);
    return NOTHING;
  },
  "GET people": (call) => (mayManagePeople(call), { items: call.accounts.entries.map(({ person }) => person) }),
  "POST people": (call) => (mayManagePeople(call), fresh(call), call.accounts.invite(call.body)),
  "POST people * role": (call) => {
    const entry = person(call);
    delete entry.person.tenants;
    const { role, tenants } = call.body;
    Object.assign(entry.person, { role }, tenants ? { tenants } : {});
    call.accounts.endAllOf(entry);
    return entry.person;
  },
  "POST people * state": (call) => {
    const entry = person(call);
    Object.assign(entry.person, { state: call.body["state"] });
    if (call.body["state"] === "suspended") call.accounts.endAllOf(entry);
    return entry.person;
  },
  "POST people * set-up": (call) => call.accounts.invitation(person(call)),
  "GET tokens": (call) => (mayManageTokens(call), { items: call.accounts.tokens }),
  "POST tokens": (call) => (mayManageTokens(call), fresh(call), call.accounts.makeToken(call.body)),
  "POST tokens * revoke": (call) => (mayManageTokens(call), fresh(call), call.accounts.revoke(call.parts[1] ?? "")),
};

/** What works before somebody is signed in; the session that it gives is set as the cookie. */
export const OPEN_DOORS: Record<string, (accounts: Accounts, body: Record<string, unknown>) => Session | object> = {
  "GET sign-in": () => ({ password: true, provider: { name: "Example ID" } }),
  "POST session": (accounts, body) => {
    if (body["token"] === undefined) return accounts.signIn(body["name"], body["password"], body["code"]);
    if (body["token"] !== "good") throw new Refusal(401, "not-signed-in", "The link was used, or has expired.");
    return accounts.open(undefined);
  },
  "POST set-up look": (accounts, { token }) => {
    const entry = accounts.linked(token);
    return entry ? { name: entry.person.name, role: entry.person.role } : { role: "platform-admin" };
  },
  "POST set-up": (accounts, body) => accounts.setUp(body),
};

export function told(session: Session): object {
  const { entry, role, signIn, stage } = session;
  const principal = entry ? { id: entry.person.id, name: entry.person.name, role } : { id: "link", name: "administrator", role };
  return { principal, serverVersion: "0.1.0", workspace: "dihya-demo", signIn, stage };
}

function own({ session }: Caller): Entry {
  if (!session.entry) throw new Refusal(404, "not-found", "This session has no account.");
  return session.entry;
}

function fresh({ session }: Caller): void {
  if (!session.fresh) throw new Refusal(403, "step-up", "Show again who you are.");
}

function mayManagePeople({ session }: Caller): void {
  if (!TOKENS.includes(session.role)) throw new Refusal(403, "not-allowed", `this needs the permission manage-people, which the role ${session.role} does not have`);
}

function mayManageTokens({ session }: Caller): void {
  if (!TOKENS.includes(session.role)) throw new Refusal(403, "not-allowed", `this needs the permission manage-tokens, which the role ${session.role} does not have`);
}

function person(call: Caller): Entry {
  mayManagePeople(call);
  fresh(call);
  const entry = call.accounts.find(call.parts[1]);
  if (!entry) throw new Refusal(404, "not-found");
  return entry;
}

function stepUp(call: Caller): object {
  const entry = own(call);
  const right = entry.person.secondFactor ? call.accounts.takes(entry, call.body["code"]) : entry.password === call.body["password"];
  if (!right) throw new Refusal(401, "not-signed-in", "That is wrong.");
  call.session.fresh = true;
  return told(call.session);
}

function account({ person: { id, name, role, tenants, secondFactor, createdAt }, recovery }: Entry): object {
  const secondFactorNeeded = role === "platform-admin" || role === "operator";
  const more = tenants ? { tenants } : {};
  return { id, name, role, ...more, secondFactor, secondFactorNeeded, recoveryCodesLeft: recovery.length, passwordSince: createdAt, createdAt };
}

function password(call: Caller): Answer {
  const entry = own(call);
  if (entry.password !== call.body["current"]) throw new Refusal(401, "not-signed-in", "That is not the password.");
  entry.password = String(call.body["password"]);
  call.accounts.endAllOf(entry, call.session);
  return NOTHING;
}

function enrol(call: Caller): object {
  const { person: who } = own(call);
  if (who.secondFactor) fresh(call);
  const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  return { secret, uri: `otpauth://totp/Dihya:${encodeURIComponent(who.name)}?secret=${secret}&issuer=Dihya` };
}

function confirm(call: Caller): object {
  const entry = own(call);
  if (!call.accounts.takes(entry, call.body["code"])) throw new Refusal(401, "not-signed-in", "The code is wrong.");
  Object.assign(entry.person, { secondFactor: true });
  call.session.stage = "full";
  return call.accounts.newRecovery(entry);
}

function sessionsOf(call: Caller): object[] {
  const entry = own(call);
  const sessions = [...call.accounts.sessions.values()].filter((each) => each.entry === entry);
  return sessions.map((each) => ({ ...each.told, current: each === call.session }));
}
