import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { migrationQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { CodeBlock, Mono } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { FindingList } from "../../ui/FindingList";
import { Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";

const route = getRouteApi("/migrations/$name");

export function MigrationPage() {
  const t = useText();
  const { name } = route.useParams();
  const { data, error } = useQuery(migrationQuery(name));
  return (
    <Page title={data?.description ?? name} subtitle={<Mono>{data?.name ?? name}</Mono>}>
      <p className="breadcrumb">
        <Link to="/migrations">{t("migration.all")}</Link>
      </p>
      {!data && (error ? <Failure error={error} /> : <Loading />)}
      {data && <Detail migration={data} />}
    </Page>
  );
}

function Detail({ migration }: { migration: Schemas["MigrationDetail"] }) {
  const t = useText();
  return (
    <div className="migration">
      <Facts
        of={[
          [t("migration.purpose"), migration.purpose],
          [t("migration.impact"), migration.impact],
          [t("migration.rollback"), migration.rollback],
          [t("column.stream"), migration.stream],
          [t("column.engines"), migration.engines.join(", ")],
          [t("column.undo"), t(migration.hasDown ? "migration.hasDown" : "migration.noDown")],
          [t("column.applied"), t("migration.appliedOf", { applied: migration.applied, total: migration.applied + migration.lacking })],
        ]}
      />
      <h2>{t("migration.findings")}</h2>
      {migration.findings.length > 0 ? <FindingList findings={migration.findings} /> : <p className="quiet">{t("migration.noFindings")}</p>}
      {migration.texts.map((text) => (
        <section key={text.file}>
          <h2>{text.engine ?? t("migration.everyEngine")}</h2>
          <p className="quiet file-line">
            <Mono>{text.file}</Mono> <Mono>{text.checksum}</Mono>
          </p>
          <CodeBlock label={text.file} text={text.text} />
          {text.truncated && <p>{t("migration.truncated")}</p>}
        </section>
      ))}
    </div>
  );
}
