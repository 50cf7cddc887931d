import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { CodeBlock, Mono, Path } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { Moment } from "../../ui/Time";
import { DecideDialog, type Choice } from "./DecideDialog";

interface Props {
  readonly rollout: string;
  readonly tenant: string;
  readonly doubt: Schemas["Doubt"];
}

const CHOICES: readonly Choice[] = ["applied", "not-applied"];

/** What is known of a statement that nobody can tell the outcome of, and the two things to say of it. */
export function DoubtView({ rollout, tenant, doubt }: Props) {
  const t = useText();
  const [asked, setAsked] = useState<Choice>();
  const { evidence, digest } = doubt;
  return (
    <section className="doubt" aria-label={t("doubt.title")}>
      <h3>{t("doubt.title")}</h3>
      {evidence && <EvidenceView of={evidence} />}
      <p className="doubt-choices">
        {CHOICES.map((choice) => (
          <ActionButton
            key={choice}
            label={t(`doubt.${choice}`)}
            action={doubt.decide}
            onPress={() => {
              setAsked(choice);
            }}
          />
        ))}
      </p>
      {asked && digest && (
        <DecideDialog
          rollout={rollout}
          tenant={tenant}
          digest={digest}
          choice={asked}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </section>
  );
}

function EvidenceView({ of: evidence }: { of: Schemas["Evidence"] }) {
  const t = useText();
  return (
    <>
      <CodeBlock label={t("doubt.statement")} text={evidence.statement} />
      <Facts
        of={[
          [t("run.position"), <Path key="position" of={evidence.position} />],
          [t("doubt.sent"), evidence.sentAt && <Moment at={evidence.sentAt} />],
          [
            t("doubt.connection"),
            <span key="connection">
              <Mono>{evidence.connection}</Mono>, {t(evidence.alive ? "doubt.alive" : "doubt.gone")}
            </span>,
          ],
        ]}
      />
      <Difference title={t("doubt.done")} then={t("doubt.before")} of={evidence.done} />
      <Difference title={t("doubt.missing")} then={t("doubt.expected")} of={evidence.missing} />
    </>
  );
}

interface DifferenceProps {
  readonly title: string;
  /** What the side is called that is not now. */
  readonly then: string;
  readonly of: Schemas["ShapeDifference"] | undefined;
}

function Difference({ title, then, of: difference }: DifferenceProps) {
  const t = useText();
  return (
    <div className="difference">
      <h4>{title}</h4>
      {!difference && <p className="quiet">{t("doubt.unknown")}</p>}
      {difference?.items.length === 0 && <p className="quiet">{t("doubt.nothing")}</p>}
      <ul>
        {difference?.items.map((item) => (
          <li key={item.object}>
            <Mono>{item.object}</Mono>
            <Facts
              of={[
                [then, item.expected ? <Mono key="then">{item.expected}</Mono> : t("doubt.absent")],
                [t("doubt.now"), item.found ? <Mono key="now">{item.found}</Mono> : t("doubt.absent")],
              ]}
            />
          </li>
        ))}
      </ul>
      {difference !== undefined && difference.more > 0 && <p>{t("doubt.more", { count: difference.more })}</p>}
    </div>
  );
}
