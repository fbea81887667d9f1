import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followEvents } from "./live";
import { router } from "./routes";
import { takeSessionFromAddress } from "./session";
import "./style.css";

takeSessionFromAddress();
const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 2_000 } } });
followEvents(queries);

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
