import { useMemo } from "react";
import { useText } from "../../../i18n/text";
import { useWords } from "../../../i18n/words";
import type { Mark as MarkName } from "../../../state/marks";
import type { Schemas } from "../../../stream/frames";
import { Mono } from "../../../ui/Code";
import { DataTable, type Column } from "../../../ui/DataTable";
import { Mark } from "../../../ui/Mark";
import { Moment } from "../../../ui/Time";

type Token = Schemas["Token"];

const MARKS: Record<Token["state"], MarkName> = { good: "done", expired: "waiting", revoked: "rolled-back" };

interface Props {
  readonly tokens: readonly Token[];
  readonly onRevoke: (token: Token) => void;
}

export function TokenTable({ tokens, onRevoke }: Props) {
  const t = useText();
  const words = useWords();
  const columns = useMemo<Column<Token>[]>(
    () => [
      { key: "name", head: t("token.name"), cell: ({ name }) => <bdi title={name}>{name}</bdi> },
      { key: "role", head: t("column.role"), width: "16.5rem", cell: ({ role }) => words.role(role) },
      {
        key: "state",
        head: t("column.state"),
        width: "7.5rem",
        cell: ({ state }) => (
          <>
            <Mark mark={MARKS[state]} /> {t(`token.${state}`)}
          </>
        ),
      },
      { key: "end", head: t("token.end"), width: "9rem", cell: (token) => <Moment at={token.revokedAt ?? token.expiresAt} form="day" /> },
      { key: "made", head: t("token.made"), width: "9rem", cell: ({ createdAt }) => <Moment at={createdAt} form="day" /> },
      { key: "by", head: t("token.by"), width: "8rem", cell: ({ createdBy }) => <Mono>{createdBy}</Mono> },
      {
        key: "revoke",
        head: t("token.do"),
        width: "6rem",
        cell: (token) =>
          token.state === "good" && (
            <button
              type="button"
              className="link"
              aria-label={t("token.revoke.of", { name: token.name })}
              onClick={() => {
                onRevoke(token);
              }}
            >
              {t("token.revoke")}
            </button>
          ),
      },
    ],
    [t, words, onRevoke],
  );
  return <DataTable label={t("tokens.title")} columns={columns} rows={tokens} rowKey={({ id }) => id} />;
}
