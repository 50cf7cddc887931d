import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Mark } from "../../ui/Mark";
import { Ago, Moment } from "../../ui/Time";
import { ActDialog, type Verb } from "./ActDialog";
import { rolloutMark } from "./rolloutMark";

/** In which state, why and since when, and what can be done about it. */
export function RolloutBanner({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const [asking, setAsking] = useState<Verb>();
  const { actions, counts } = rollout;
  const mark = rolloutMark(rollout.state);
  const ask = (verb: Verb) => () => {
    setAsking(verb);
  };
  const forward = actions.pause.allowed ? "pause" : "resume";
  return (
    <section className={`banner s-${mark}`} aria-label={t("rollout.banner")}>
      <div className="banner-text">
        <p className="banner-state">
          <Mark mark={mark} />
          <strong>{stateWord(rollout, t)}</strong>
        </p>
        {rollout.because && <p><bdi>{rollout.because}</bdi></p>}
        {rollout.startsAt && (
          <p>
            {t("rollout.starts")} <Moment at={rollout.startsAt} /> · <Ago at={rollout.startsAt} />
          </p>
        )}
        {rollout.waits?.map(({ opens, window, tenants }) => (
          <p key={window + opens}>
            {t("rollout.waits", { count: tenants })} <bdi>{window}</bdi> <span className="quiet">(<Moment at={opens} />)</span>
          </p>
        ))}
        <p className="quiet">
          {t("rollout.since")} <Moment at={rollout.since} /> · <Ago at={rollout.since} />
        </p>
      </div>
      <div className="actions">
        <ActionButton
          label={t("action.pause")}
          action={actions.pause}
          look={forward === "pause" ? "primary" : "plain"}
          onPress={ask("pause")}
        />
        <ActionButton
          label={t("action.resume")}
          action={actions.resume}
          look={forward === "resume" ? "primary" : "plain"}
          onPress={ask("resume")}
        />
        <ActionButton label={t("action.drain")} action={actions.drain} onPress={ask("drain")} />
        <ActionButton
          label={t("action.retry", { count: counts.failed })}
          action={actions.retry}
          onPress={ask("retry")}
        />
        <ActionButton label={t("action.promote")} action={actions.promote} onPress={ask("promote")} />
        <ActionButton label={t("action.abort")} action={actions.abort} look="danger" onPress={ask("abort")} />
      </div>
      {asking && (
        <ActDialog
          rollout={rollout}
          verb={asking}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </section>
  );
}

function stateWord(rollout: Schemas["Rollout"], t: ReturnType<typeof useText>): string {
  if (rollout.state !== "paused") return t(`rollout.state.${rollout.state}`);
  if (rollout.cause === "policy") return t("rollout.paused.policy");
  if (rollout.cause === "operator") return t("rollout.paused.operator");
  return rollout.cause === "shutdown" ? t("rollout.paused.shutdown") : t("rollout.state.paused");
}
