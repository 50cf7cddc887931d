import { useQuery } from "@tanstack/react-query";
import { decisionsQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { Failure, Loading } from "../../ui/Notice";
import { Moment } from "../../ui/Time";

/** Who did what to the rollout, when and why; newest first. */
export function DecisionsTab({ rollout, stamp }: { rollout: string; stamp: string }) {
  const t = useText();
  const { data, error } = useQuery(decisionsQuery(rollout, stamp));
  if (!data) return error ? <Failure error={error} /> : <Loading />;
  return (
    <ol className="decisions" aria-label={t("tab.decisions")}>
      {data.items.map(({ at, actor, action, because }, index) => (
        <li key={`${at}/${String(index)}`}>
          <Moment at={at} form="long" />
          <strong>
            <bdi>{actor}</bdi>
          </strong>
          <span>{action}</span>
          <span><bdi>{because}</bdi></span>
        </li>
      ))}
    </ol>
  );
}
