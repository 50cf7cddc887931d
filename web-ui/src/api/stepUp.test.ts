import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { askWhoItIs, useQuestion, withStepUp } from "./stepUp";

const refused = () => Response.json({ code: "step-up", status: 403, title: "Show who you are" }, { status: 403 });
const call = () => new Request("http://dihya.test/api/v1/people", { method: "POST", body: '{"name":"lina"}', headers: { "Idempotency-Key": "k1" } });

/** Answers one after the other, and keeps what it was sent. */
function server(...answers: Response[]) {
  const sent: string[] = [];
  const send = async (request: Request) => {
    sent.push(`${request.headers.get("Idempotency-Key") ?? ""} ${await request.text()}`);
    const answer = answers.shift();
    if (!answer) throw new Error("asked too often");
    return answer;
  };
  return { sent, send };
}

describe("withStepUp", () => {
  it("sends the same request once more after the person has shown who they are", async () => {
    const { sent, send } = server(refused(), Response.json({ done: true }));
    const answer = await withStepUp(send, () => Promise.resolve(true))(call());
    expect(await answer.json()).toEqual({ done: true });
    expect(sent).toEqual(['k1 {"name":"lina"}', 'k1 {"name":"lina"}']);
  });

  it("gives back the refusal, and sends nothing, when they do not", async () => {
    const { sent, send } = server(refused());
    const answer = await withStepUp(send, () => Promise.resolve(false))(call());
    expect(await answer.json()).toMatchObject({ code: "step-up" });
    expect(sent).toHaveLength(1);
  });

  it("repeats once only", async () => {
    const { sent, send } = server(refused(), refused());
    const answer = await withStepUp(send, () => Promise.resolve(true))(call());
    expect(answer.status).toBe(403);
    expect(sent).toHaveLength(2);
  });

  it.each([
    ["another refusal", Response.json({ code: "not-allowed" }, { status: 403 })],
    ["a refusal that is no problem", new Response("<h1>proxy</h1>", { status: 403 })],
    ["success", Response.json({ code: "step-up" })],
  ])("asks nobody for %s, which stays readable", async (_, given) => {
    const ask = vi.fn(() => Promise.resolve(true));
    const answer = await withStepUp(server(given).send, ask)(call());
    expect(await answer.text()).not.toBe("");
    expect(ask).not.toHaveBeenCalled();
  });
});

describe("askWhoItIs", () => {
  it("asks once for all that wait", async () => {
    const { result } = renderHook(useQuestion);
    expect(result.current).toBeUndefined();
    const waiting: Promise<boolean>[] = [];
    const wait = () => {
      act(() => void waiting.push(askWhoItIs()));
    };
    const settle = (shown: boolean) => {
      act(() => result.current?.settle(shown));
    };
    wait();
    wait();
    settle(true);
    expect(result.current).toBeUndefined();
    wait();
    settle(false);
    expect(await Promise.all(waiting)).toEqual([true, true, false]);
  });
});
