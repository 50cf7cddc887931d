import { useRichText, useText } from "../../../i18n/text";
import { AskDialog } from "../../../ui/AskDialog";
import { Command } from "../../../ui/Code";
import { Moment } from "../../../ui/Time";
import type { Invitation } from "./usePeople";

/** The link with which somebody sets their account up, the one time that it can be seen. */
export function SetUpLink({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const t = useText();
  const rich = useRichText();
  const { person, token, until } = invitation;
  return (
    <AskDialog title={t("setUpLink.title", { name: person.name })} dismissable={false} onClose={onClose}>
      <p>{rich("setUpLink.text", { name: <bdi key="name">{person.name}</bdi>, until: <Moment key="until" at={until} form="long" /> })}</p>
      <Command text={`${location.origin}/set-up#${token}`} />
      <div className="dialog-end">
        <button type="button" className="button primary" onClick={onClose}>
          {t("once.done")}
        </button>
      </div>
    </AskDialog>
  );
}
