import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isSignedOut, ProblemError } from "./api/problem";
import { sessionQuery } from "./api/queries";
import { apply } from "./prefs/prefs";
import { router } from "./router";
import { Languages } from "./i18n/Languages";
import { goToSignIn } from "./shell/signedOut";
import "./styles/index.css";

apply();

const queries: QueryClient = new QueryClient({
  mutationCache: new MutationCache({
    // A wrong code is a 401 as well; whether the session has ended, the session itself says.
    onError: (error) => {
      if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  }),
  queryCache: new QueryCache({
    onError: (error) => {
      if (isSignedOut(error)) goToSignIn();
    },
  }),
  defaultOptions: {
    queries: {
      // What the server has answered stays its answer; only silence is asked again.
      retry: (count, error) => count < 2 && !(error instanceof ProblemError),
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Languages>
          <RouterProvider router={router} />
        </Languages>
      </QueryClientProvider>
    </StrictMode>,
  );
}
