import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import { Mono } from "../../ui/Code";
import { Mark } from "../../ui/Mark";
import type { FleetTenant } from "./useFleet";

export function TenantTip({ tenant }: { tenant: FleetTenant | undefined }) {
  const t = useText();
  const words = useWords();
  if (!tenant) return null;
  return (
    <>
      <strong>{tenant.name}</strong>
      <span className="quiet">
        <bdi>{tenant.id}</bdi>
      </span>
      <span>
        <Mark mark={readMark(tenant.mark)} /> {words.state(tenant.word)}
        {tenant.drifted && tenant.word !== "drifted" ? ` · ${words.state("drifted")}` : ""}
      </span>
      {tenant.because && <span><bdi>{tenant.because}</bdi></span>}
      {tenant.version ? <Mono>{tenant.version}</Mono> : <span>{t("fleet.noVersion")}</span>}
    </>
  );
}
