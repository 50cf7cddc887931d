import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accountQuery } from "../api/queries";
import { askWhoItIs } from "../api/stepUp";
import en from "../i18n/en.json";
import { StepUpDialog } from "./StepUpDialog";

const problem = (code: string) => Response.json({ code, status: 401, title: "No" }, { status: 401 });

const sent: string[] = [];
const answers: Response[] = [];

beforeEach(() => {
  sent.length = 0;
  answers.length = 0;
  // React Aria asks for it, and jsdom has none.
  vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") });
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(`${new URL(request.url).pathname} ${await request.text()}`);
    return answers.shift() ?? problem("asked too often");
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Asks an account who it is, and tells how the question ended. */
function ask(account: { provider: boolean; secondFactor: boolean }): { shown?: boolean } {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(accountQuery.queryKey, { name: "lina", ...account } as never);
  const ended: { shown?: boolean } = {};
  render(
    <QueryClientProvider client={queries}>
      <IntlProvider locale="en" messages={en}>
        <StepUpDialog />
      </IntlProvider>
    </QueryClientProvider>,
  );
  act(() => void askWhoItIs().then((shown) => (ended.shown = shown)));
  return ended;
}

function type(label: string, text: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  fireEvent.click(screen.getByRole("button", { name: en["stepUp.do"] }));
}

describe("StepUpDialog", () => {
  it("leads whoever signs in elsewhere there, and back to this page", async () => {
    history.replaceState(null, "", "/people?select=role%3Dviewer");
    const ended = ask({ provider: true, secondFactor: false });
    const link = screen.getByRole("link", { name: en["stepUp.provider"] });
    const target = new URL(link.getAttribute("href") ?? "", location.origin);
    expect(target.pathname).toBe("/api/v1/session/oidc");
    expect(target.searchParams.get("again")).toBe("true");
    expect(target.searchParams.get("to")).toBe("/people?select=role%3Dviewer");
    expect(screen.queryByRole("textbox")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: en["dialog.close"] }));
    await vi.waitFor(() => {
      expect(ended.shown).toBe(false);
    });
    expect(sent).toEqual([]);
  });

  it("asks for the code of this server's own second factor, also of whoever signs in elsewhere", async () => {
    const ended = ask({ provider: true, secondFactor: true });
    answers.push(problem("wrong"), Response.json({ principal: "lina" }));
    type(en["code.authenticator"], "123 456");
    await screen.findByText(en["code.wrong"]);
    expect(screen.getByLabelText<HTMLInputElement>(en["code.authenticator"]).value).toBe("");
    type(en["code.authenticator"], "654321");
    await vi.waitFor(() => {
      expect(ended.shown).toBe(true);
    });
    expect(sent).toEqual(['/api/v1/session/step-up {"code":"123456"}', '/api/v1/session/step-up {"code":"654321"}']);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks for the password where there is no second factor", async () => {
    const ended = ask({ provider: false, secondFactor: false });
    answers.push(Response.json({ principal: "lina" }));
    type(en["password.yours"], "a long enough password");
    await vi.waitFor(() => {
      expect(ended.shown).toBe(true);
    });
    expect(sent).toEqual(['/api/v1/session/step-up {"password":"a long enough password"}']);
  });
});
