import { useMemo } from "react";
import { CellGrid } from "../../grid/CellGrid";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { useLiveRollout } from "../../stream/useLive";
import type { FleetState } from "../../stream/merge";
import { Legend } from "../../ui/Legend";
import { FleetTable } from "./FleetTable";
import { groupTenants, wavesOf } from "./groups";
import { TenantInspector } from "./TenantInspector";
import { TenantTip } from "./TenantTip";
import type { Change, FleetSearch } from "./search";
import type { FleetTenant } from "./useFleet";
import { VersionBars } from "./VersionBars";

interface Props {
  readonly fleet: FleetState;
  readonly tenants: readonly FleetTenant[];
  readonly search: FleetSearch;
  readonly change: Change;
}

/** The grid or the equal table, with the chosen tenant beside it. */
export function FleetBody({ fleet, tenants, search, change }: Props) {
  const t = useText();
  const words = useWords();
  const by = search.group ?? "sector";
  const current = useLiveRollout(by === "wave" ? fleet.rollouts[0]?.id : undefined);
  const groups = useMemo(() => {
    const waves = current ? wavesOf(current.rollout, current.runs.values(), { t, words }) : new Map();
    return groupTenants(tenants, by, waves, { t, words });
  }, [tenants, by, current, t, words]);
  const chosen = search.tenant === undefined ? undefined : fleet.tenants.get(search.tenant);
  const open = (tenant: string | undefined) => {
    change({ tenant });
  };
  return (
    <div className={chosen ? "with-inspector" : undefined}>
      <div className="primary">
        {search.view === "table" ? (
          <FleetTable tenants={tenants} selected={search.tenant} onOpen={open} />
        ) : (
          <CellGrid
            label={t("fleet.grid")}
            groups={groups}
            selected={search.tenant}
            onOpen={open}
            tip={(id) => <TenantTip tenant={fleet.tenants.get(id)} />}
          />
        )}
        {tenants.length === 0 && <p className="quiet">{t("fleet.noMatch")}</p>}
        {search.view !== "table" && <Legend drift />}
        <VersionBars fleet={fleet} change={change} />
      </div>
      {chosen && (
        <TenantInspector
          tenant={chosen}
          latest={fleet.latest}
          onClose={() => {
            open(undefined);
          }}
        />
      )}
    </div>
  );
}
