import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "../stream/frames";
import { api } from "./client";
import { unwrap } from "./problem";

const COMMITTED = { staleTime: 30_000 };

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async () => unwrap(await api.GET("/api/v1/session")),
  staleTime: 300_000,
});

export const fleetQuery = (select: string) =>
  queryOptions({
    queryKey: ["fleet", select],
    queryFn: async ({ signal }) => unwrap(await api.GET("/api/v1/fleet", { params: { query: { select } }, signal })),
  });

export const tenantQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["tenant", tenant],
    queryFn: async () => unwrap(await api.GET("/api/v1/tenants/{tenant}", { params: { path: { tenant } } })),
    ...COMMITTED,
  });

export const migrationsQuery = queryOptions({
  queryKey: ["migrations"],
  queryFn: async () => unwrap(await api.GET("/api/v1/migrations")),
});

export const migrationQuery = (name: string) =>
  queryOptions({
    queryKey: ["migration", name],
    queryFn: async () => unwrap(await api.GET("/api/v1/migrations/{name}", { params: { path: { name } } })),
  });

export const rolloutsQuery = queryOptions({
  queryKey: ["rollouts"],
  queryFn: async () => unwrap(await api.GET("/api/v1/rollouts")),
});

export const rolloutQuery = (rollout: string) =>
  queryOptions({
    queryKey: ["rollout", rollout],
    queryFn: async () => unwrap(await api.GET("/api/v1/rollouts/{rollout}", { params: { path: { rollout } } })),
    ...COMMITTED,
  });

/** The stamp changes with the run's state, so that what is shown is never older than the grid. */
export const runQuery = (rollout: string, tenant: string, stamp: string) =>
  queryOptions({
    queryKey: ["run", rollout, tenant, stamp],
    queryFn: async () =>
      unwrap(await api.GET("/api/v1/rollouts/{rollout}/runs/{tenant}", { params: { path: { rollout, tenant } } })),
    placeholderData: (before, query) => (query?.queryKey[2] === tenant ? before : undefined),
  });

export const logQuery = (rollout: string, tenant: string, search: string) =>
  queryOptions({
    queryKey: ["log", rollout, tenant, search],
    queryFn: async ({ signal }) =>
      unwrap(
        await api.GET("/api/v1/rollouts/{rollout}/runs/{tenant}/log", {
          params: { path: { rollout, tenant }, query: { search, limit: 1000 } },
          signal,
        }),
      ),
  });

/** Its approvals change with what the rollout says that it waits for. */
export const planQuery = ({ id, planDigest, state, because }: Schemas["Rollout"]) =>
  queryOptions({
    queryKey: ["plan", id, planDigest, state, because],
    queryFn: async () =>
      unwrap(await api.GET("/api/v1/rollouts/{rollout}/plan", { params: { path: { rollout: id } } })),
    placeholderData: (before, query) => (query?.queryKey[2] === planDigest ? before : undefined),
  });

export const decisionsQuery = (rollout: string, stamp: string) =>
  queryOptions({
    queryKey: ["decisions", rollout, stamp],
    queryFn: async () => unwrap(await api.GET("/api/v1/rollouts/{rollout}/events", { params: { path: { rollout } } })),
    placeholderData: (before) => before,
  });

export type ReportLanguage = "en" | "fr";

export const reportQuery = (rollout: string, lang: ReportLanguage, stamp: string) =>
  queryOptions({
    queryKey: ["report", rollout, lang, stamp],
    queryFn: async () =>
      unwrap(
        await api.GET("/api/v1/rollouts/{rollout}/report", {
          params: { path: { rollout }, query: { lang } },
          headers: { Accept: "text/markdown" },
          parseAs: "text",
        }),
      ),
    placeholderData: (before) => before,
  });

export const archivesQuery = queryOptions({
  queryKey: ["archives"],
  queryFn: async () => unwrap(await api.GET("/api/v1/archives")),
});

export const configQuery = queryOptions({
  queryKey: ["config"],
  queryFn: async () => unwrap(await api.GET("/api/v1/config")),
});

/** The token is in the key, so that each link is looked at for itself; it goes no further than this page's memory. */
export const setUpQuery = (token: string) =>
  queryOptions({
    queryKey: ["set-up", token],
    queryFn: async () => unwrap(await api.POST("/api/v1/set-up/look", { body: { token } })),
    staleTime: Infinity,
  });

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: async () => unwrap(await api.GET("/api/v1/account")),
});

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: async () => unwrap(await api.GET("/api/v1/account/sessions")),
});

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async () => unwrap(await api.GET("/api/v1/people")),
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: async () => unwrap(await api.GET("/api/v1/tokens")),
});
