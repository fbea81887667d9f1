import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { arrive } from "./arrival";
import { patiently } from "./live";
import { Broken } from "./parts/Broken";
import { Layout } from "./parts/Layout";
import { NotFound } from "./parts/NotFound";

/** What the address of the playground chooses. */
function modelSearch(search: Record<string, unknown>): { model?: string } {
  return typeof search.model === "string" ? { model: search.model } : {};
}

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });
const under = { getParentRoute: () => root, notFoundComponent: NotFound };

/** Each page is a chunk of its own, which is loaded when the reader goes there. */
function page<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(() => patiently(load), name);
}

const tree = root.addChildren([
  createRoute({ ...under, path: "/", component: page(() => import("./pages/HomePage"), "HomePage") }),
  createRoute({
    ...under,
    path: "/playground",
    component: page(() => import("./pages/PlaygroundPage"), "PlaygroundPage"),
    validateSearch: modelSearch,
  }),
  createRoute({
    ...under,
    path: "/datanets",
    component: page(() => import("./pages/DatanetsPage"), "DatanetsPage"),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id",
    component: page(() => import("./pages/DatanetPage"), "DatanetPage"),
  }),
  createRoute({
    ...under,
    path: "/models",
    component: page(() => import("./pages/ModelsPage"), "ModelsPage"),
  }),
  createRoute({
    ...under,
    path: "/runs/$id",
    component: page(() => import("./pages/RunPage"), "RunPage"),
  }),
  createRoute({
    ...under,
    path: "/receipts",
    component: page(() => import("./pages/ReceiptsPage"), "ReceiptsPage"),
  }),
  createRoute({
    ...under,
    path: "/receipts/$id",
    component: page(() => import("./pages/ReceiptPage"), "ReceiptPage"),
  }),
  createRoute({
    ...under,
    path: "/rows/$leaf",
    component: page(() => import("./pages/RowPage"), "RowPage"),
  }),
  createRoute({
    ...under,
    path: "/accounts/$address",
    component: page(() => import("./pages/AccountPage"), "AccountPage"),
  }),
  createRoute({
    ...under,
    path: "/epochs",
    component: page(() => import("./pages/EpochsPage"), "EpochsPage"),
  }),
  createRoute({
    ...under,
    path: "/epochs/$number",
    component: page(() => import("./pages/EpochPage"), "EpochPage"),
  }),
  createRoute({
    ...under,
    path: "/glossary",
    component: page(() => import("./pages/GlossaryPage"), "GlossaryPage"),
  }),
]);

export const router = createRouter({
  routeTree: tree,
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
});

router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) arrive();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
