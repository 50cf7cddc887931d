import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Mark as MarkName } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";
import { Mark } from "../../ui/Mark";
import { Failure } from "../../ui/Notice";
import { Moment } from "../../ui/Time";

type ArchiveState = "local" | "pinned" | "pin-pending" | "pin-failed";

const MARKS: Record<ArchiveState, MarkName> = {
  local: "done",
  pinned: "done",
  "pin-pending": "preparing",
  "pin-failed": "failed",
};

export function ArchiveRow({ archive }: { archive: Schemas["Archive"] }) {
  const t = useText();
  const intl = useIntl();
  const verify = useMutation({
    mutationFn: async () =>
      unwrap(await api.POST("/api/v1/archives/{cid}/verify", { params: { path: { cid: archive.cid } } })),
  });
  const state = archive.state in MARKS ? (archive.state as ArchiveState) : undefined;
  return (
    <li>
      <div className="archive-what">
        <p>
          <strong>{archive.name}</strong> <span className="quiet">{archive.kind}</span>
        </p>
        <p className="cid">
          <Mono>{archive.cid}</Mono>
        </p>
        <p className="quiet">
          <Moment at={archive.createdAt} form="long" /> · {bytes(archive.bytes, intl)}
        </p>
      </div>
      <p className="archive-state">
        <Mark mark={state ? MARKS[state] : "unknown"} /> {state ? t(`archive.state.${state}`) : archive.state}
        {archive.because && <span className="quiet"><bdi>{archive.because}</bdi></span>}
      </p>
      <div className="archive-actions">
        <button
          type="button"
          className="button"
          aria-disabled={verify.isPending}
          onClick={() => {
            if (!verify.isPending) verify.mutate();
          }}
        >
          {t("archive.verify")}
        </button>
        <a className="button" href={`/api/v1/archives/${archive.cid}`} download={`${archive.cid}.car`}>
          {t("archive.download")}
        </a>
      </div>
      <div role="status" className="archive-result">
        {verify.isPending && t("archive.verifying")}
        {verify.data && <Verdict of={verify.data} />}
        {verify.isError && <Failure error={verify.error} />}
      </div>
    </li>
  );
}

function bytes(count: number, intl: ReturnType<typeof useIntl>): string {
  if (count < 1000) return intl.formatNumber(count, { style: "unit", unit: "byte", unitDisplay: "long" });
  const large = count >= 1_000_000;
  const value = count / (large ? 1_000_000 : 1000);
  return intl.formatNumber(value, { style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: 1 });
}

interface Found {
  readonly ok: boolean;
  readonly blocks: number;
  readonly problems: readonly string[];
}

function Verdict({ of }: { of: Found }) {
  const t = useText();
  return (
    <>
      <p className="state-line">
        <Mark mark={of.ok ? "done" : "failed"} /> {t(of.ok ? "archive.ok" : "archive.broken", { blocks: of.blocks })}
      </p>
      {of.problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </>
  );
}
