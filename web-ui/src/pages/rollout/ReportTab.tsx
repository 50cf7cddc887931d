import { useQuery } from "@tanstack/react-query";
import { reportQuery, type ReportLanguage } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly language: ReportLanguage;
  readonly stamp: string;
}

export function ReportTab({ rollout, language, stamp }: Props) {
  const t = useText();
  const { data, error } = useQuery(reportQuery(rollout.id, language, stamp));
  if (data === undefined) return error ? <Failure error={error} /> : <Loading />;
  return (
    <div className="report">
      <p className="report-bar">
        <a
          className="button"
          href={`/api/v1/rollouts/${rollout.id}/report?lang=${language}`}
          download={`${rollout.id}.${language}.md`}
        >
          {t("report.download")}
        </a>
        {rollout.reportCid && (
          <span className="quiet">
            {t("report.archived")} <Mono>{rollout.reportCid}</Mono>
          </span>
        )}
      </p>
      <pre dir="auto" tabIndex={0} role="region" aria-label={t("tab.report")}>
        {data}
      </pre>
    </div>
  );
}
