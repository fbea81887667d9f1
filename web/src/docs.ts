import viewer from "../node_modules/@scalar/api-reference/dist/browser/standalone.js?url";

/** The viewer as it is published: one script that sets this name. It reads the document from the node and nothing elsewhere. */
declare const Scalar: { createApiReference(place: string, options: object): void };

const script = document.createElement("script");
script.src = viewer;
script.onload = () =>
  Scalar.createApiReference("#reference", {
    url: "/openapi.json",
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    hideTestRequestButton: true,
    showDeveloperTools: "never",
    agent: { disabled: true },
    mcp: { disabled: true },
  });
document.head.append(script);
