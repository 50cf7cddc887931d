import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { rolloutQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { useLiveRollout, useStatus } from "../../stream/useLive";
import { Mono } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Approvals } from "./Approvals";
import { RolloutBody } from "./RolloutBody";
import { RolloutBanner } from "./RolloutBanner";
import { RolloutTabs } from "./RolloutTabs";
import { rolloutSign } from "./rolloutMark";
import { WaveStrip } from "./WaveStrip";
import type { Change, RolloutSearch } from "./search";

const route = getRouteApi("/rollouts/$rollout");

export function RolloutPage() {
  const t = useText();
  const { rollout: id } = route.useParams();
  const asked = useQuery(rolloutQuery(id));
  // The stream is asked only for a rollout that exists: one unknown topic would refuse all of them.
  const live = useLiveRollout(asked.isSuccess ? id : undefined);
  const rollout = live?.rollout ?? asked.data;
  const runs = useMemo(() => [...(live?.runs.values() ?? [])], [live]);
  if (!rollout) {
    return (
      <Page title={t("rollout.title", { id })}>
        {asked.isError ? <Failure error={asked.error} /> : <Loading />}
      </Page>
    );
  }
  return <Known rollout={rollout} runs={runs} />;
}

function Known({ rollout, runs }: { rollout: Schemas["Rollout"]; runs: readonly Schemas["Run"][] }) {
  const t = useText();
  const { phase } = useStatus();
  const search = route.useSearch();
  const go = route.useNavigate();
  const change = useCallback<Change>(
    (next) => {
      void go({ search: (before) => ({ ...before, ...next }) as RolloutSearch, replace: true });
    },
    [go],
  );
  const state = t(`rollout.state.${rollout.state}`);
  return (
    <Page
      live
      title={t("rollout.title", { id: rollout.id })}
      tab={t("rollout.tab", { id: rollout.id, state, done: rollout.counts.done, total: rollout.counts.total })}
      sign={rolloutSign(rollout.state)}
      subtitle={
        <Mono>
          {rollout.title} · {t(`rollout.strategy.${rollout.strategy}`)} ·{" "}
          {t("rollout.waves", { count: rollout.waves.length })}
        </Mono>
      }
    >
      <div className={phase === "stale" ? "stale" : undefined}>
        <RolloutBanner rollout={rollout} />
        {rollout.state === "awaiting-approval" && <Approvals rollout={rollout} />}
        <WaveStrip rollout={rollout} />
        <RolloutBody rollout={rollout} runs={runs} search={search} change={change} />
        <RolloutTabs rollout={rollout} runs={runs} search={search} change={change} />
      </div>
    </Page>
  );
}
