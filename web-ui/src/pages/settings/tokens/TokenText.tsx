import { useText } from "../../../i18n/text";
import { AskDialog } from "../../../ui/AskDialog";
import { Command } from "../../../ui/Code";

/** A token's text, the one time that it can be seen. */
export function TokenText({ text, name, onClose }: { text: string; name: string; onClose: () => void }) {
  const t = useText();
  return (
    <AskDialog title={t("tokenText.title", { name })} dismissable={false} onClose={onClose}>
      <p>{t("tokenText.text")}</p>
      <Command text={text} />
      <p className="quiet">{t("tokenText.how")}</p>
      <div className="dialog-end">
        <button type="button" className="button primary" onClick={onClose}>
          {t("once.done")}
        </button>
      </div>
    </AskDialog>
  );
}
