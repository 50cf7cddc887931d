import type { Schemas, World } from "./world.ts";

/** What was asked of the rollout, so that a test can look at it. */
export const asked: { verb: string; body: Record<string, unknown> }[] = [];

export function act(world: World, verb: string, body: Record<string, unknown>): Schemas["Rollout"] {
  asked.push({ verb, body });
  const running = verb === "resume" || (verb === "retry" && world.rollout.state === "running");
  const refused = (because: string) => ({ allowed: false, because });
  world.rollout = {
    ...world.rollout,
    state: verb === "abort" ? "aborted" : running ? "running" : "paused",
    ...{ cause: "operator", because: "", since: new Date().toISOString() },
    actions: {
      pause: running ? { allowed: true } : refused("It is paused already."),
      resume: running ? refused("It is running.") : { allowed: true },
      drain: running ? { allowed: true } : refused("Nothing is at work that could finish."),
      abort: verb === "abort" ? refused("It is aborted already.") : { allowed: true },
      retry: { allowed: true },
      ...{ skip: { allowed: true }, hold: { allowed: true }, release: refused("no tenant is held by a person or skipped") },
      revert: verb === "abort" ? { allowed: true } : refused("it is paused; drain or abort it first"),
      "sign-off": refused("it is paused, not ended"),
      promote: refused("the admitted wave has not ended"),
    },
  };
  world.decisions.unshift({ at: new Date().toISOString(), actor: "amel", action: verb, because: String(body["reason"] ?? "") });
  world.changed();
  return world.rollout;
}
