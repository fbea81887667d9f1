import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { AccountPage } from "./pages/AccountPage";
import { DatanetPage } from "./pages/DatanetPage";
import { DatanetsPage } from "./pages/DatanetsPage";
import { ModelsPage } from "./pages/ModelsPage";
import { OverviewPage } from "./pages/OverviewPage";
import { PlaygroundPage } from "./pages/PlaygroundPage";
import { ReceiptPage } from "./pages/ReceiptPage";
import { ReceiptsPage } from "./pages/ReceiptsPage";
import { RowPage } from "./pages/RowPage";
import { RunPage } from "./pages/RunPage";
import { Layout } from "./parts/Layout";
import { NotFound } from "./parts/Loaded";

/** Which model is chosen when the playground opens. */
function modelSearch(search: Record<string, unknown>): { model?: string } {
  return typeof search.model === "string" ? { model: search.model } : {};
}

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: "/", component: OverviewPage }),
  createRoute({
    getParentRoute: () => root,
    path: "/playground",
    component: PlaygroundPage,
    validateSearch: modelSearch,
  }),
  createRoute({ getParentRoute: () => root, path: "/datanets", component: DatanetsPage }),
  createRoute({ getParentRoute: () => root, path: "/datanets/$id", component: DatanetPage }),
  createRoute({ getParentRoute: () => root, path: "/models", component: ModelsPage }),
  createRoute({ getParentRoute: () => root, path: "/runs/$id", component: RunPage }),
  createRoute({ getParentRoute: () => root, path: "/receipts", component: ReceiptsPage }),
  createRoute({ getParentRoute: () => root, path: "/receipts/$id", component: ReceiptPage }),
  createRoute({ getParentRoute: () => root, path: "/rows/$leaf", component: RowPage }),
  createRoute({ getParentRoute: () => root, path: "/accounts/$address", component: AccountPage }),
]);

export const router = createRouter({ routeTree: tree, scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
