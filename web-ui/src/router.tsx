import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Root } from "./shell/Root";
import { readFleetSearch } from "./pages/fleet/search";
import { readPeopleSearch } from "./pages/settings/people/search";
import { readRolloutSearch } from "./pages/rollout/search";
import { NotFound } from "./shell/NotFound";

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/fleet" });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./pages/signin/SignInPage"), "SignInPage"),
});

const fleet = createRoute({
  getParentRoute: () => root,
  path: "/fleet",
  validateSearch: readFleetSearch,
  component: lazyRouteComponent(() => import("./pages/fleet/FleetPage"), "FleetPage"),
});

const rollouts = createRoute({
  getParentRoute: () => root,
  path: "/rollouts",
  component: lazyRouteComponent(() => import("./pages/rollouts/RolloutsPage"), "RolloutsPage"),
});

const rollout = createRoute({
  getParentRoute: () => root,
  path: "/rollouts/$rollout",
  validateSearch: readRolloutSearch,
  component: lazyRouteComponent(() => import("./pages/rollout/RolloutPage"), "RolloutPage"),
});

const migrations = createRoute({
  getParentRoute: () => root,
  path: "/migrations",
  component: lazyRouteComponent(() => import("./pages/migrations/MigrationsPage"), "MigrationsPage"),
});

const migration = createRoute({
  getParentRoute: () => root,
  path: "/migrations/$name",
  component: lazyRouteComponent(() => import("./pages/migrations/MigrationPage"), "MigrationPage"),
});

const archives = createRoute({
  getParentRoute: () => root,
  path: "/archives",
  component: lazyRouteComponent(() => import("./pages/archives/ArchivesPage"), "ArchivesPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings/SettingsPage"), "SettingsPage"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/settings/people",
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import("./pages/settings/people/PeoplePage"), "PeoplePage"),
});

const tokens = createRoute({
  getParentRoute: () => root,
  path: "/settings/tokens",
  component: lazyRouteComponent(() => import("./pages/settings/tokens/TokensPage"), "TokensPage"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("./pages/setup/SetUpPage"), "SetUpPage"),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/account/AccountPage"), "AccountPage"),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/account/second-factor",
  component: lazyRouteComponent(() => import("./pages/account/EnrolPage"), "EnrolPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    fleet,
    rollouts,
    rollout,
    migrations,
    migration,
    archives,
    settings,
    people,
    tokens,
    setUp,
    account,
    secondFactor,
  ]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
