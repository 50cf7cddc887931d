import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { rolloutsQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { useLiveRollouts, useStatus } from "../../stream/useLive";
import { Command } from "../../ui/Code";
import { Mark } from "../../ui/Mark";
import { Empty, Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Moment } from "../../ui/Time";
import { rolloutMark } from "../rollout/rolloutMark";
import { CountsBar } from "../rollout/CountsBar";

export function RolloutsPage() {
  const t = useText();
  return (
    <Page live title={t("nav.rollouts")} subtitle={t("rollouts.subtitle")}>
      <Content />
    </Page>
  );
}

function Content() {
  const t = useText();
  const live = useLiveRollouts();
  const { phase } = useStatus();
  const asked = useQuery({ ...rolloutsQuery, enabled: !live && phase === "stale" });
  const rollouts = live ?? asked.data?.items;
  if (!rollouts) return asked.isError ? <Failure error={asked.error} /> : <Loading />;
  if (rollouts.length === 0) {
    return (
      <Empty title={t("rollouts.empty")}>
        <HowToStart />
      </Empty>
    );
  }
  return (
    <div className={phase === "stale" ? "stale" : undefined}>
      <ol className="rollouts">
        {rollouts.map((rollout) => (
          <Row key={rollout.id} rollout={rollout} />
        ))}
      </ol>
      <section className="how">
        <h2>{t("rollouts.new")}</h2>
        <HowToStart />
      </section>
    </div>
  );
}

function Row({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const { counts } = rollout;
  return (
    <li>
      <p className="rollout-name">
        <Link to="/rollouts/$rollout" params={{ rollout: rollout.id }}>
          {rollout.id}
        </Link>
        <bdi dir="ltr" className="mono">
          {rollout.title}
        </bdi>
      </p>
      <p className="rollout-state">
        <Mark mark={rolloutMark(rollout.state)} />
        <span>
          <strong>{t(`rollout.state.${rollout.state}`)}</strong>
          {rollout.because && <span className="quiet"> <bdi>{rollout.because}</bdi></span>}
        </span>
      </p>
      <div className="rollout-progress">
        <CountsBar counts={counts} />
        <span className="quiet">{t("rollouts.done", { done: counts.done, total: counts.total })}</span>
      </div>
      <p className="quiet rollout-start">
        <Moment at={rollout.createdAt} /> · <bdi>{rollout.createdBy}</bdi>
      </p>
    </li>
  );
}

function HowToStart() {
  const t = useText();
  return (
    <>
      <p>{t("rollouts.how")}</p>
      <p>
        <Command text="dihya plan" />
      </p>
      <p>
        <Command text="dihya rollout start" />
      </p>
    </>
  );
}
