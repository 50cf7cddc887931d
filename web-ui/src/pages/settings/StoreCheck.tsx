import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { Mark } from "../../ui/Mark";
import { Failure } from "../../ui/Notice";

/** Asks the control store whether it is sound. */
export function StoreCheck() {
  const t = useText();
  const check = useMutation({ mutationFn: async () => unwrap(await api.POST("/api/v1/store/check")) });
  return (
    <section className="settings">
      <h2>{t("settings.store")}</h2>
      <p>{t("settings.store.text")}</p>
      <p>
        <button
          type="button"
          className="button"
          aria-disabled={check.isPending}
          onClick={() => {
            if (!check.isPending) check.mutate();
          }}
        >
          {t("settings.store.check")}
        </button>
      </p>
      <div role="status">
        {check.isError && <Failure error={check.error} />}
        <ul className="plain-list">
          {check.data?.checks.map(({ name, ok, detail }) => (
            <li key={name} className="state-line">
              <Mark mark={ok ? "done" : "failed"} /> <strong>{name}</strong> {detail}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
