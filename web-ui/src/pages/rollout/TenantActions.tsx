import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { ActDialog, type Verb, type Who } from "./ActDialog";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly who: Who;
  readonly actions: Partial<Record<TenantVerb, Schemas["Action"]>>;
}

type TenantVerb = "hold" | "release" | "skip";

const VERBS: readonly TenantVerb[] = ["hold", "release", "skip"];

/** What can be done to one tenant, or to as many as a filter shows. */
export function TenantActions({ rollout, who, actions }: Props) {
  const t = useText();
  const [asking, setAsking] = useState<Verb>();
  return (
    <div className="actions">
      {VERBS.map((verb) => {
        const action = actions[verb];
        return (
          action && (
            <ActionButton
              key={verb}
              label={"tenants" in who.body ? t(`action.${verb}`) : t(`action.${verb}.these`, { count: who.count })}
              action={action}
              onPress={() => {
                setAsking(verb);
              }}
            />
          )
        );
      })}
      {asking && (
        <ActDialog
          rollout={rollout}
          verb={asking}
          who={who}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </div>
  );
}
