import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Mono, Path } from "../../ui/Code";
import { Mark } from "../../ui/Mark";
import { ActDialog } from "./ActDialog";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly selected: string | undefined;
  readonly onOpen: (tenant: string) => void;
}

type FailureGroup = Schemas["Rollout"]["failureGroups"][number];

/** Failures that are one and the same, told once. */
export function FailureGroups({ rollout, selected, onOpen }: Props) {
  const t = useText();
  const [asking, setAsking] = useState<FailureGroup>();
  if (rollout.failureGroups.length === 0) return null;
  return (
    <section className="failures">
      <h2>{t("failures.title")}</h2>
      <ul>
        {rollout.failureGroups.map((group) => (
          <li key={group.key}>
            <Mark mark="failed" />
            <div className="failure-text">
              <p>
                <strong dir="auto">{group.message}</strong> <span>{t("failures.tenants", { count: group.tenants.length })}</span>
              </p>
              <p className="quiet">
                {group.position && <Path of={group.position} />}
                {group.sqlState && (
                  <span>
                    {t("run.sqlState")} <Mono>{group.sqlState}</Mono>
                  </span>
                )}
              </p>
              <p className="tenant-links">
                {group.tenants.slice(0, 12).map((tenant) => (
                  <button
                    key={tenant}
                    type="button"
                    className="link"
                    aria-pressed={tenant === selected}
                    onClick={() => {
                      onOpen(tenant);
                    }}
                  >
                    <bdi>{tenant}</bdi>
                  </button>
                ))}
                {group.tenants.length > 12 && <span>{t("failures.more", { count: group.tenants.length - 12 })}</span>}
              </p>
            </div>
            <ActionButton
              label={t("failures.retry")}
              action={rollout.actions.retry}
              onPress={() => {
                setAsking(group);
              }}
            />
          </li>
        ))}
      </ul>
      {asking && (
        <ActDialog
          rollout={rollout}
          verb="retry"
          group={asking}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </section>
  );
}
