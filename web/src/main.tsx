import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { isNotFound, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api";
import { followNode } from "./live";
import { router } from "./routes";
import { followLinks } from "./session";
import { showTheme } from "./theme";
import { findWallets } from "./wallet";
import "./style.css";

const FIRST_SERVER_ERROR = 500;

/** A refusal is final; what may pass is tried once more. */
function retry(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof ApiError && error.status < FIRST_SERVER_ERROR);
}

showTheme();
followLinks();
findWallets();
const queries = new QueryClient({ defaultOptions: { queries: { retry, staleTime: 2_000 } } });
followNode(queries);

// a page that says that nothing is here is no fault
const onCaughtError = (error: unknown) => {
  if (!isNotFound(error)) console.error(error);
};

createRoot(document.getElementById("root") as HTMLElement, { onCaughtError }).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
