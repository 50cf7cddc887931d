import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { describe, expect, it } from "vitest";
import { planQuery } from "../../api/queries";
import en from "../../i18n/en.json";
import type { Schemas } from "../../stream/frames";
import { Approvals } from "./Approvals";

const ROLLOUT = {
  ...{ id: "R-0001", planDigest: "d1", state: "awaiting-approval", because: "waits for approvals: 1 security" },
} as Schemas["Rollout"];

function show(plan: Pick<Schemas["Plan"], "approvals" | "actions">) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData<unknown>(planQuery(ROLLOUT).queryKey, { id: "P-0001", digest: "d1", ...plan });
  return render(
    <QueryClientProvider client={queries}>
      <IntlProvider locale="en" messages={en}>
        <Approvals rollout={ROLLOUT} />
      </IntlProvider>
    </QueryClientProvider>,
  );
}

const GIVEN = { person: "p-1", role: "approver", at: "2026-01-01T09:00:00Z" };

describe("the approvals of a plan", () => {
  it("say who is asked, who has given theirs and why one does not count", () => {
    const { container } = show({
      approvals: {
        ...{ required: { approver: 2, security: 1 }, missing: { approver: 1, security: 1 }, complete: false },
        given: [
          { ...GIVEN, name: "amina", comment: "read it", counts: true },
          { ...GIVEN, person: "p-2", name: "bilal", comment: "", counts: false, because: "the account is suspended" },
        ],
      },
      actions: { approve: { allowed: false, because: "you made this plan" }, sweep: { allowed: true }, withdraw: { allowed: false } },
    });
    expect(container.textContent).toContain("Approver 1 of 2");
    expect(container.textContent).toContain("Security 0 of 1");
    expect(container.textContent).toContain("read it");
    expect(container.textContent).toContain("Does not count: the account is suspended");
    const approve = screen.getByRole("button", { name: "Approve" });
    expect(approve.getAttribute("aria-disabled")).toBe("true");
    expect(container.textContent).toContain("you made this plan");
    expect(screen.queryByRole("button", { name: "Withdraw approval" })).toBeNull();
  });

  it("are not spoken of where nobody is asked", () => {
    const { container } = show({
      approvals: { required: {}, missing: {}, complete: true, given: [] },
      actions: { approve: { allowed: true }, sweep: { allowed: true }, withdraw: { allowed: false } },
    });
    expect(container.textContent).toBe("");
  });
});
