import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { tenantQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import { Mono } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { Inspector } from "../../ui/Inspector";
import { DriftMark, Mark } from "../../ui/Mark";
import { Moment } from "../../ui/Time";
import type { FleetTenant } from "./useFleet";

interface Props {
  readonly tenant: FleetTenant;
  readonly latest: string;
  readonly onClose: () => void;
}

export function TenantInspector({ tenant, latest, onClose }: Props) {
  const t = useText();
  const words = useWords();
  const registered = useQuery(tenantQuery(tenant.id)).data;
  return (
    <Inspector title={tenant.name} subtitle={tenant.id} onClose={onClose}>
      <p className="state-line">
        <Mark mark={readMark(tenant.mark)} /> <strong>{words.state(tenant.word)}</strong>
        {tenant.drifted && tenant.word !== "drifted" && (
          <>
            <DriftMark /> {words.state("drifted")}
          </>
        )}
      </p>
      {tenant.because && <p><bdi>{tenant.because}</bdi></p>}
      {tenant.rollout && (
        <p>
          <Link to="/rollouts/$rollout" params={{ rollout: tenant.rollout }} search={{ tenant: tenant.id }}>
            {t("fleet.openRun", { rollout: tenant.rollout })}
          </Link>
        </p>
      )}
      <Facts
        of={[
          [t("column.version"), tenant.version ? <Mono>{tenant.version}</Mono> : t("fleet.noVersion")],
          [t("fleet.target"), latest && <Mono>{latest}</Mono>],
          [t("column.pending"), tenant.pending],
          [t("column.sector"), words.sector(tenant.sector)],
          [t("column.engine"), tenant.engine],
          [t("column.region"), tenant.region],
          [t("fleet.address"), registered && <Mono>{registered.address}</Mono>],
          [t("fleet.environment"), registered?.environment],
          [t("fleet.timezone"), registered?.timezone],
          [t("fleet.lifecycle"), t(`lifecycle.${tenant.lifecycle}`)],
          [t("fleet.labels"), labels(tenant.labels)],
          [t("fleet.observed"), tenant.observedAt && <Moment at={tenant.observedAt} />],
        ]}
      />
    </Inspector>
  );
}

function labels(of: Record<string, string>) {
  const pairs = Object.entries(of);
  return pairs.length > 0 && <Mono>{pairs.map(([key, value]) => `${key}=${value}`).join(" ")}</Mono>;
}
