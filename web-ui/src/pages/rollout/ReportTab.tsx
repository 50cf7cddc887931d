import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reportQuery, type ReportLanguage } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Mono } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";
import { Moment } from "../../ui/Time";
import { SignOffDialog } from "./SignOffDialog";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly language: ReportLanguage;
  readonly stamp: string;
}

export function ReportTab({ rollout, language, stamp }: Props) {
  const t = useText();
  const [signing, setSigning] = useState(false);
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
        <ActionButton
          label={t("action.sign-off")}
          action={rollout.actions["sign-off"]}
          onPress={() => {
            setSigning(true);
          }}
        />
        {rollout.signOff && <Signed by={rollout.signOff} />}
        {rollout.reportCid && (
          <span className="quiet">
            {t("report.archived")} <Mono>{rollout.reportCid}</Mono>
          </span>
        )}
      </p>
      <pre dir="auto" tabIndex={0} role="region" aria-label={t("tab.report")}>
        {data}
      </pre>
      {signing && (
        <SignOffDialog
          rollout={rollout.id}
          onClose={() => {
            setSigning(false);
          }}
        />
      )}
    </div>
  );
}

function Signed({ by }: { by: NonNullable<Schemas["Rollout"]["signOff"]> }) {
  const t = useText();
  return (
    <span>
      {t("report.signedOff")} <strong>{by.verdict}</strong> · <bdi>{by.by}</bdi> · <Moment at={by.at} /> · <bdi>{by.comment}</bdi>
    </span>
  );
}
