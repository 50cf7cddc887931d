import { useText } from "../../i18n/text";
import { compareVersions } from "../../state/versions";
import type { FleetState } from "../../stream/merge";
import { Mono } from "../../ui/Code";
import type { Change } from "./search";

interface Props {
  readonly fleet: FleetState;
  readonly change: Change;
}

/** How many tenants stand at each version, newest first; each is a filter. */
export function VersionBars({ fleet, change }: Props) {
  const t = useText();
  const versions = [...fleet.versions].sort((a, b) => compareVersions(b.version, a.version));
  return (
    <section className="versions">
      <h2>{t("fleet.versions")}</h2>
      <ul>
        {versions.map(({ version, tenants }) => (
          <li key={version}>
            {version === "" ? (
              <span className="version">{t("fleet.noVersion")}</span>
            ) : (
              <button
                type="button"
                className="link version"
                onClick={() => {
                  change({ select: `version=${version}` });
                }}
              >
                <Mono>{version}</Mono>
              </button>
            )}
            <span className="bar" aria-hidden="true">
              <span style={{ inlineSize: `${String((100 * tenants) / Math.max(1, fleet.counts.total))}%` }} />
            </span>
            <span className="number">{t("number", { count: tenants })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

