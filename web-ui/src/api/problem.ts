import type { Schemas } from "../stream/frames";

export type Problem = Schemas["Problem"];

/** What the server said went wrong; the message is made for people. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** When the same may be tried again, in milliseconds of the clock, where the server said so. */
  readonly retryAt: number | undefined;

  constructor(problem: Problem, retryAt?: number) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
    this.retryAt = retryAt;
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
  throw asError(error, response);
}

/** For answers without data: only the problem is of interest. */
export function expectDone({ error, response }: Answer<unknown>): void {
  if (!response.ok) throw asError(error, response);
}

function asError(error: unknown, response: Response): ProblemError {
  const wait = response.headers.get("Retry-After");
  const seconds = wait === null ? NaN : Number(wait);
  return new ProblemError(readProblem(error, response), Number.isFinite(seconds) ? Date.now() + seconds * 1000 : undefined);
}

function readProblem(error: unknown, response: Response): Problem {
  const requestId = response.headers.get("X-Request-Id");
  const fallback = { type: "about:blank", title: response.statusText || String(response.status), status: response.status };
  const told = typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};
  return { ...fallback, ...(requestId ? { requestId } : {}), ...told };
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof ProblemError ? error.problem.status : undefined;
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.code : undefined;
}

export function isSignedOut(error: unknown): boolean {
  return statusOf(error) === 401;
}
