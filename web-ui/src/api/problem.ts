import type { Schemas } from "../stream/frames";

export type Problem = Schemas["Problem"];

/** What the server said went wrong; the message is made for people. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer, or the problem thrown. A proxy in between may answer with something that is no problem. */
export function unwrap<T>({ data, error, response }: Answer<T>): NonNullable<T> {
  if (response.ok && data !== undefined && data !== null) return data;
  throw new ProblemError(readProblem(error, response));
}

function readProblem(error: unknown, response: Response): Problem {
  const requestId = response.headers.get("X-Request-Id");
  const fallback = { type: "about:blank", title: response.statusText || String(response.status), status: response.status };
  const told = typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};
  return { ...fallback, ...(requestId ? { requestId } : {}), ...told };
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}
