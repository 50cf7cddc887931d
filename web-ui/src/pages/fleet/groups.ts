import type { Text } from "../../i18n/text";
import type { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import { compareVersions } from "../../state/versions";
import type { Group } from "../../grid/model";
import type { Schemas } from "../../stream/frames";
import type { Grouping } from "./search";
import type { FleetTenant } from "./useFleet";

export interface Wording {
  readonly t: Text;
  readonly words: ReturnType<typeof useWords>;
}

/** The wave of each tenant that is in the rollout now. */
export type Waves = ReadonlyMap<string, { readonly index: number; readonly name: string }>;

export function wavesOf(
  rollout: Schemas["Rollout"],
  runs: Iterable<Schemas["Run"]>,
  { words }: Wording,
): Waves {
  const names = new Map(rollout.waves.map((wave) => [wave.index, words.wave(wave)]));
  return new Map([...runs].map((run) => [run.tenant, { index: run.wave, name: names.get(run.wave) ?? String(run.wave) }]));
}

/** Tenants by one of their properties: newest version first, waves in order, the rest by name. */
export function groupTenants(
  tenants: readonly FleetTenant[],
  by: Grouping,
  waves: Waves,
  wording: Wording,
): Group[] {
  const groups = new Map<string, FleetTenant[]>();
  for (const tenant of tenants) {
    const key = keyOf(tenant, by, waves);
    groups.set(key, [...(groups.get(key) ?? []), tenant]);
  }
  return [...groups]
    .map(([key, members]) => ({ key, label: labelOf(key, by, waves, wording), cells: members.map((m) => cellOf(m, wording)) }))
    .sort((a, b) => inOrder(a, b, by));
}

function keyOf(tenant: FleetTenant, by: Grouping, waves: Waves): string {
  if (by === "wave") return String(waves.get(tenant.id)?.index ?? "");
  return tenant[by];
}

function labelOf(key: string, by: Grouping, waves: Waves, { t, words }: Wording): string {
  if (by === "sector") return words.sector(key);
  if (by === "wave") {
    const wave = [...waves.values()].find(({ index }) => String(index) === key);
    return wave?.name ?? t("fleet.noWave");
  }
  if (key !== "") return key;
  return by === "version" ? t("fleet.noVersion") : t("fleet.noValue");
}

function inOrder(a: Group, b: Group, by: Grouping): number {
  if (by === "version") return compareVersions(b.key, a.key);
  if (by === "wave") return (a.key === "" ? 1 : 0) - (b.key === "" ? 1 : 0) || Number(a.key) - Number(b.key);
  return a.label.localeCompare(b.label);
}

function cellOf(tenant: FleetTenant, { t, words }: Wording) {
  const state = words.state(tenant.word);
  const drift = tenant.drifted && tenant.word !== "drifted" ? `, ${words.state("drifted")}` : "";
  return {
    id: tenant.id,
    label: t("grid.cell", { tenant: tenant.id, state }) + drift,
    mark: readMark(tenant.mark),
    progress: tenant.progress ?? 0,
    drifted: tenant.drifted,
  };
}
