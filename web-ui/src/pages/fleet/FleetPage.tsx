import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useRichText, useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { useShortcut } from "../../shell/shortcuts";
import { countMarks, readMark } from "../../state/marks";
import type { FleetState } from "../../stream/merge";
import { Announcer } from "../../ui/Announcer";
import { Command, Mono } from "../../ui/Code";
import { Empty, Failure, Loading } from "../../ui/Notice";
import { Page, type Sign } from "../../ui/Page";
import { AttentionLine } from "./AttentionLine";
import { FilterBar } from "./FilterBar";
import { FleetBody } from "./FleetBody";
import type { Change, FleetSearch } from "./search";
import { useFleet, type FleetView } from "./useFleet";

const route = getRouteApi("/fleet");

export function FleetPage() {
  const t = useText();
  const rich = useRichText();
  const search = route.useSearch();
  const go = route.useNavigate();
  const view = useFleet(search);
  const change = useCallback<Change>(
    (next) => {
      void go({ search: (before) => ({ ...before, ...next }) as FleetSearch, replace: true });
    },
    [go],
  );
  useShortcut("v", () => {
    change({ view: search.view ? undefined : "table" });
  });
  const { fleet } = view;
  const failed = useMemo(() => [...(fleet?.tenants.values() ?? [])].some(({ mark }) => mark === "failed"), [fleet]);
  const counts = fleet && { current: fleet.counts.current, total: fleet.counts.total, version: fleet.latest };
  return (
    <Page
      live
      title={t("nav.fleet")}
      subtitle={counts && counts.total > 0 && rich("fleet.counts", { ...counts, version: <Mono>{counts.version}</Mono> })}
      {...(counts ? { tab: t("fleet.tab", counts) } : {})}
      sign={signOf(fleet, failed)}
    >
      <Content view={view} search={search} change={change} />
    </Page>
  );
}

function signOf(fleet: FleetState | undefined, failed: boolean): Sign {
  if (failed) return "failed";
  if (fleet?.rollouts.some(({ state }) => state === "paused")) return "held";
  return fleet?.rollouts.length ? "busy" : "calm";
}

interface ContentProps {
  readonly view: FleetView;
  readonly search: FleetSearch;
  readonly change: Change;
}

function Content({ view, search, change }: ContentProps) {
  const t = useText();
  const { fleet, tenants } = view;
  if (!fleet) return view.error ? <Failure error={view.error} /> : <Loading />;
  if (fleet.counts.total === 0) {
    return (
      <Empty title={t("fleet.empty")}>
        <p>{t("fleet.empty.how")}</p>
        <Command text="dihya tenant sync" />
      </Empty>
    );
  }
  return (
    <>
      <AttentionLine fleet={fleet} attention={search.attention} change={change} />
      <FilterBar search={search} change={change} shown={tenants.length} total={fleet.tenants.size} />
      {view.selectorError ? <Failure error={view.selectorError} /> : null}
      <div className={view.stale ? "stale" : undefined}>
        <FleetBody fleet={fleet} tenants={tenants} search={search} change={change} />
      </div>
      <Summary view={view} />
    </>
  );
}

/** The same in words, for those who listen. */
function Summary({ view }: { view: FleetView }) {
  const t = useText();
  const words = useWords();
  const parts = countMarks(view.tenants.map(({ mark }) => readMark(mark)));
  const text = parts.map(({ mark, count }) => t("summary.part", { count, state: words.state(mark) })).join(", ");
  return <Announcer text={text} />;
}
