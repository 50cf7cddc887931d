import { codeOf, isSignedOut } from "../api/problem";
import { useText, type MessageKey } from "../i18n/text";
import { Failure, Wrong } from "./Notice";
import { isTooOften, TryLater } from "./TryLater";

interface Props {
  readonly error: unknown;
  /** What to say when a secret was not right. */
  readonly wrong: MessageKey;
  readonly wait: number;
}

/** Why somebody could not show who they are: a wrong secret, too many tries, or something else. */
export function Refusal({ error, wrong, wait }: Props) {
  const t = useText();
  if (!error || codeOf(error) === "second-factor") return null;
  if (isTooOften(error)) return <TryLater wait={wait} />;
  const notRight = isSignedOut(error) || codeOf(error) === "not-allowed";
  return notRight ? <Wrong>{t(wrong)}</Wrong> : <Failure error={error} />;
}
