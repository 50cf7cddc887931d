import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Mono } from "../../ui/Code";
import { Mark } from "../../ui/Mark";
import { Ago, Moment } from "../../ui/Time";
import { ActDialog, type Verb } from "./ActDialog";
import { RevertDialog } from "./RevertDialog";
import { rolloutMark } from "./rolloutMark";

/** In which state, why and since when, and what can be done about it. */
export function RolloutBanner({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const [asking, setAsking] = useState<Verb>();
  const [reverting, setReverting] = useState(false);
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
            {t("rollout.starts")} <Moment at={rollout.startsAt} form="long" />
          </p>
        )}
        {rollout.waits?.map(({ opens, window, tenants }) => (
          <p key={window + opens}>
            {t("rollout.waits", { count: tenants })} <bdi>{window}</bdi> <span className="quiet">(<Moment at={opens} />)</span>
          </p>
        ))}
        {rollout.reverts && <Other text={t("rollout.reverts")} id={rollout.reverts} />}
        {rollout.revertedBy && <Other text={t("rollout.revertedBy")} id={rollout.revertedBy} />}
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
        <ActionButton
          label={t("action.revert")}
          action={actions.revert}
          onPress={() => {
            setReverting(true);
          }}
        />
        <ActionButton label={t("action.abort")} action={actions.abort} look="danger" onPress={ask("abort")} />
      </div>
      {reverting && (
        <RevertDialog
          rollout={rollout.id}
          onClose={() => {
            setReverting(false);
          }}
        />
      )}
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

/** The rollout that this one undoes, or that undoes this one. */
function Other({ text, id }: { text: string; id: string }) {
  return (
    <p>
      {text}{" "}
      <Link to="/rollouts/$rollout" params={{ rollout: id }}>
        <Mono>{id}</Mono>
      </Link>
    </p>
  );
}

function stateWord(rollout: Schemas["Rollout"], t: ReturnType<typeof useText>): string {
  if (rollout.state !== "paused") return t(`rollout.state.${rollout.state}`);
  if (rollout.cause === "policy") return t("rollout.paused.policy");
  if (rollout.cause === "operator") return t("rollout.paused.operator");
  return rollout.cause === "shutdown" ? t("rollout.paused.shutdown") : t("rollout.state.paused");
}
