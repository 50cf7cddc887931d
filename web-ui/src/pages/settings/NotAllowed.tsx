import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { codeOf } from "../../api/problem";
import { sessionQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { WHO_MAY } from "../../state/roles";
import { Empty } from "../../ui/Notice";

type Permission = keyof typeof WHO_MAY;

export function isNotAllowed(error: unknown): boolean {
  return codeOf(error) === "not-allowed";
}

/** Why one's own role may not do it, and which could. */
export function useWhoMay(permission: Permission): string {
  const t = useText();
  const words = useWords();
  const intl = useIntl();
  const own = useQuery(sessionQuery).data?.principal.role ?? "";
  const roles = intl.formatList(WHO_MAY[permission].map((role) => words.role(role)), { type: "disjunction" });
  return t("notAllowed.who", { own: words.role(own), roles });
}

export function NotAllowed({ permission }: { permission: Permission }) {
  const t = useText();
  return (
    <Empty title={t(`notAllowed.${permission}`)}>
      <p>{useWhoMay(permission)}</p>
    </Empty>
  );
}
