import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { fleetQuery } from "../../api/queries";
import { labelsOf, readSelector } from "../../state/selector";
import type { Schemas } from "../../stream/frames";
import type { FleetState } from "../../stream/merge";
import { useLiveFleet, useStatus } from "../../stream/useLive";
import type { FleetSearch } from "./search";

export type FleetTenant = Schemas["FleetTenant"];

/** The fleet as it is now, and the tenants that the filters let through. */
export interface FleetView {
  readonly fleet: FleetState | undefined;
  readonly tenants: readonly FleetTenant[];
  /** Why there is no fleet at all. */
  readonly error: unknown;
  /** What is wrong with the selector, in the server's words. */
  readonly selectorError: unknown;
  readonly stale: boolean;
}

export function useFleet({ select = "", attention }: FleetSearch): FleetView {
  const live = useLiveFleet();
  const { phase } = useStatus();
  const asked = useQuery({ ...fleetQuery(""), enabled: !live && phase === "stale" });
  const fleet = useMemo(() => live ?? (asked.data && stateOf(asked.data)), [live, asked.data]);
  const labels = [...labelsOf(fleet?.tenants.values() ?? [])].sort().join();
  const test = useMemo(() => readSelector(select, new Set(labels.split(","))), [select, labels]);
  const chosen = useQuery({ ...fleetQuery(select), enabled: fleet !== undefined && !test });
  const tenants = useMemo(() => {
    const ids = chosen.data && new Set(chosen.data.tenants.map(({ id }) => id));
    const passes = test ?? ((tenant: FleetTenant) => ids?.has(tenant.id) ?? true);
    return [...(fleet?.tenants.values() ?? [])].filter((tenant) => passes(tenant) && needs(tenant, attention));
  }, [fleet, test, chosen.data, attention]);
  return { fleet, tenants, error: asked.error, selectorError: test ? undefined : chosen.error, stale: phase === "stale" };
}

function needs(tenant: FleetTenant, attention: FleetSearch["attention"]): boolean {
  if (attention === undefined) return true;
  if (attention === "drifted") return tenant.drifted;
  if (attention === "behind") return tenant.pending > 0;
  if (attention === "suspended") return tenant.lifecycle === "suspended";
  return tenant.word === attention;
}

function stateOf(fleet: Schemas["Fleet"]): FleetState {
  return { ...fleet, tenants: new Map(fleet.tenants.map((tenant) => [tenant.id, tenant])) };
}
