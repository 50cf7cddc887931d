import { useSyncExternalStore } from "react";

type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request; when the server wants to know again who it is, asks, and sends the same request once more. Whoever
 * does not want to show it gets the server's first answer.
 */
export function withStepUp(send: Send, ask: () => Promise<boolean>): Send {
  return async (request) => {
    const again = request.clone();
    const answer = await send(request);
    return (await wantsStepUp(answer)) && (await ask()) ? send(again) : answer;
  };
}

async function wantsStepUp(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const told: unknown = await answer.clone().json().catch(() => undefined);
  return typeof told === "object" && told !== null && "code" in told && told.code === "step-up";
}

export interface Question {
  readonly answer: Promise<boolean>;
  readonly settle: (shown: boolean) => void;
}

let question: Question | undefined;
const listeners = new Set<() => void>();

function put(next: Question | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}

/** One question at a time, however many calls wait for it. True once the server has taken the answer. */
export function askWhoItIs(): Promise<boolean> {
  if (question) return question.answer;
  let settle: Question["settle"] = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (shown) => {
      put(undefined);
      resolve(shown);
    };
  });
  put({ answer, settle });
  return answer;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The question that waits for an answer. */
export function useQuestion(): Question | undefined {
  return useSyncExternalStore(subscribe, () => question);
}
