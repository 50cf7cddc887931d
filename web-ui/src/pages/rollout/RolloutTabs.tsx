import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useText } from "../../i18n/text";
import { usePrefs } from "../../prefs/prefs";
import type { Schemas } from "../../stream/frames";
import { DecisionsTab } from "./DecisionsTab";
import { LogTab } from "./LogTab";
import { PlanTab } from "./PlanTab";
import { ReportTab } from "./ReportTab";
import { RunTable } from "./RunTable";
import { TABS, type Change, type RolloutSearch } from "./search";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly runs: readonly Schemas["Run"][];
  readonly search: RolloutSearch;
  readonly change: Change;
}

export function RolloutTabs({ rollout, runs, search, change }: Props) {
  const t = useText();
  const { language } = usePrefs();
  const stamp = `${rollout.state}/${rollout.since}/${String(rollout.counts.done)}/${String(rollout.counts.failed)}/${rollout.signOff?.at ?? ""}`;
  const open = (tenant: string) => {
    change({ tenant });
  };
  return (
    <Tabs
      className="tabs"
      selectedKey={search.tab ?? "tenants"}
      onSelectionChange={(tab) => {
        change({ tab: tab === "tenants" ? undefined : String(tab) });
      }}
    >
      <TabList aria-label={t("tabs.label")}>
        {TABS.map((tab) => (
          <Tab key={tab} id={tab}>
            {t(`tab.${tab}`)}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="tenants">
        <RunTable runs={runs} search={search} onOpen={open} rollout={rollout} />
      </TabPanel>
      <TabPanel id="log">
        <LogTab rollout={rollout.id} runs={runs} tenant={search.tenant} onOpen={open} />
      </TabPanel>
      <TabPanel id="plan">
        <PlanTab rollout={rollout} />
      </TabPanel>
      <TabPanel id="decisions">
        <DecisionsTab rollout={rollout.id} stamp={stamp} />
      </TabPanel>
      <TabPanel id="report">
        <ReportTab rollout={rollout} language={language === "fr" ? "fr" : "en"} stamp={stamp} />
      </TabPanel>
    </Tabs>
  );
}
