import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newKey } from "../../api/client";
import { rolloutQuery } from "../../api/queries";
import { unwrap } from "../../api/problem";
import type { Schemas } from "../../stream/frames";

export type Verb = "pause" | "resume" | "drain" | "abort" | "retry" | "skip" | "hold" | "release" | "promote";

/** One command: however often the button is pressed, its key makes the server do it once. */
export function useAct(rollout: string, verb: Verb, onDone: () => void) {
  const queries = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: async (body: Schemas["Act"]) =>
      unwrap(
        await api.POST("/api/v1/rollouts/{rollout}/{verb}", {
          params: { path: { rollout, verb }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    onSuccess: (after) => {
      queries.setQueryData(rolloutQuery(rollout).queryKey, after);
      onDone();
    },
  });
}
