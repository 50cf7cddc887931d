import { useSyncExternalStore } from "react";
import { ProblemError, statusOf } from "../api/problem";
import { useText } from "../i18n/text";

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => {
    clearInterval(timer);
  };
}

const never = () => () => undefined;
const seconds = () => Math.floor(Date.now() / 1000);

/** How many seconds are left until the same may be tried again; 0 when it may be. */
export function useWait(error: unknown): number {
  const until = error instanceof ProblemError ? error.retryAt : undefined;
  const now = useSyncExternalStore(until === undefined ? never : everySecond, seconds);
  return until === undefined ? 0 : Math.max(0, Math.ceil(until / 1000) - now);
}

export function isTooOften(error: unknown): boolean {
  return statusOf(error) === 429;
}

/** Too many tries. Said once to those who listen; the seconds count down for the eye. */
export function TryLater({ wait }: { wait: number }) {
  const t = useText();
  return (
    <p className="wrong" role="alert">
      {t("tryLater.text")}{" "}
      <span role="timer">{wait > 0 ? t("tryLater.wait", { minutes: Math.floor(wait / 60), seconds: wait % 60 }) : t("tryLater.now")}</span>
    </p>
  );
}
