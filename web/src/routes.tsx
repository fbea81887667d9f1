import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { ofTable, parseState, printState, stateOf } from "./address";
import { arrive } from "./arrival";
import { patiently } from "./live";
import { Broken } from "./parts/Broken";
import { Layout } from "./parts/Layout";
import { NotFound } from "./parts/NotFound";

/** The state of an answer: its chosen words, or whose part of it is chosen. */
const OF_AN_ANSWER = ["words", "by"] as const;

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
  createRoute({
    ...under,
    path: "/",
    component: page(() => import("./pages/HomePage"), "HomePage"),
    validateSearch: stateOf(...OF_AN_ANSWER, ...ofTable("", "model", "state")),
  }),
  createRoute({
    ...under,
    path: "/playground",
    component: page(() => import("./pages/PlaygroundPage"), "PlaygroundPage"),
    validateSearch: stateOf("model", "q", "datanets", "r", ...OF_AN_ANSWER),
  }),
  createRoute({
    ...under,
    path: "/datanets",
    component: page(() => import("./pages/DatanetsPage"), "DatanetsPage"),
    validateSearch: stateOf(...ofTable("", "licence", "schema")),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id",
    component: page(() => import("./pages/DatanetPage"), "DatanetPage"),
    validateSearch: stateOf(
      "view",
      "run",
      "corrects",
      ...ofTable("credit"),
      ...ofTable("rows"),
      ...ofTable("given", "state"),
      ...ofTable("refused", "reason"),
      ...ofTable("versions"),
    ),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id/versions/$number",
    component: page(() => import("./pages/VersionPage"), "VersionPage"),
    validateSearch: stateOf("beside", ...ofTable("changes", "change")),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id/withdraw",
    component: page(() => import("./pages/WithdrawPage"), "WithdrawPage"),
    validateSearch: stateOf("by", "row", "contribution", "all", "done"),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id/notices",
    component: page(() => import("./pages/NoticesPage"), "NoticesPage"),
    validateSearch: stateOf("row", ...ofTable("", "state")),
  }),
  createRoute({
    ...under,
    path: "/datanets/$id/reviewers",
    component: page(() => import("./pages/ReviewersPage"), "ReviewersPage"),
    validateSearch: stateOf(...ofTable("members", "role"), ...ofTable("invitations", "state")),
  }),
  createRoute({
    ...under,
    path: "/invitations/$id",
    component: page(() => import("./pages/InvitationPage"), "InvitationPage"),
  }),
  createRoute({
    ...under,
    path: "/contributions/$id",
    component: page(() => import("./pages/ReviewPage"), "ReviewPage"),
    validateSearch: stateOf("state", "reason", "q", "sample", "page", "line", ...ofTable("lines", "state")),
  }),
  createRoute({
    ...under,
    path: "/models",
    component: page(() => import("./pages/ModelsPage"), "ModelsPage"),
    validateSearch: stateOf(...ofTable("", "state", "live", "origin"), ...ofTable("runs", "state")),
  }),
  createRoute({
    ...under,
    path: "/models/$name",
    component: page(() => import("./pages/ModelPage"), "ModelPage"),
  }),
  createRoute({
    ...under,
    path: "/runs/$id",
    component: page(() => import("./pages/RunPage"), "RunPage"),
    validateSearch: stateOf(...ofTable("value")),
  }),
  createRoute({
    ...under,
    path: "/receipts",
    component: page(() => import("./pages/ReceiptsPage"), "ReceiptsPage"),
    validateSearch: stateOf(...ofTable("", "model", "state")),
  }),
  createRoute({
    ...under,
    path: "/receipts/$id",
    component: page(() => import("./pages/ReceiptPage"), "ReceiptPage"),
    validateSearch: stateOf(...OF_AN_ANSWER),
  }),
  createRoute({
    ...under,
    path: "/rows/$leaf",
    component: page(() => import("./pages/RowPage"), "RowPage"),
    validateSearch: stateOf(...ofTable("", "model")),
  }),
  createRoute({
    ...under,
    path: "/accounts/$address",
    component: page(() => import("./pages/AccountPage"), "AccountPage"),
    validateSearch: stateOf(
      ...ofTable("", "role"),
      ...ofTable("audits"),
      ...ofTable("usage", "by"),
      ...ofTable("keys", "state"),
      ...ofTable("sessions"),
      ...ofTable("targets", "kind"),
      ...ofTable("sent", "state"),
      ...ofTable("given", "state"),
      ...ofTable("refused", "reason"),
    ),
  }),
  createRoute({
    ...under,
    path: "/epochs",
    component: page(() => import("./pages/EpochsPage"), "EpochsPage"),
    validateSearch: stateOf(...ofTable("", "state")),
  }),
  createRoute({
    ...under,
    path: "/epochs/$number",
    component: page(() => import("./pages/EpochPage"), "EpochPage"),
    validateSearch: stateOf(...ofTable("")),
  }),
  createRoute({
    ...under,
    path: "/chain",
    component: page(() => import("./pages/ChainPage"), "ChainPage"),
    validateSearch: stateOf("show"),
  }),
  createRoute({
    ...under,
    path: "/court",
    component: page(() => import("./pages/CourtPage"), "CourtPage"),
    validateSearch: stateOf("view"),
  }),
  createRoute({
    ...under,
    path: "/agents",
    component: page(() => import("./pages/AgentsPage"), "AgentsPage"),
    validateSearch: stateOf(...ofTable("", "state"), ...ofTable("waiting")),
  }),
  createRoute({
    ...under,
    path: "/agents/$id",
    component: page(() => import("./pages/AgentPage"), "AgentPage"),
    validateSearch: stateOf(...ofTable("did", "state")),
  }),
  createRoute({
    ...under,
    path: "/actions/$id",
    component: page(() => import("./pages/ActionPage"), "ActionPage"),
  }),
  createRoute({
    ...under,
    path: "/evidence",
    component: page(() => import("./pages/EvidencePage"), "EvidencePage"),
    validateSearch: stateOf("of"),
  }),
  createRoute({
    ...under,
    path: "/administration",
    component: page(() => import("./pages/AdministrationPage"), "AdministrationPage"),
    validateSearch: stateOf(...ofTable("tokens", "state"), ...ofTable("acts", "who", "outcome")),
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
  parseSearch: parseState,
  stringifySearch: printState,
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
