// Addresses to look at, by route. The routes are read from the page itself: one without a sample is a failure, and so is a
// sample without its route.

/** The first address of a route is the route as it opens; the others are states of it, each with what must differ from that. */
export const SAMPLES = {
  "/": () => ["/", "/?sort=feeGwei"],
  "/playground": ({ model, datanet, receipt }) => [
    "/playground",
    `/playground?model=${model}&q=How+do+I+feed+my+starter%3F`,
    `/playground?q=Why%3F&datanets=${datanet}`,
    `/playground?model=${model}&q=Why%3F&r=${receipt}`,
  ],
  "/datanets": () => [
    "/datanets",
    "/datanets?q=ferment&columns=name,owner",
    "/datanets?q=nothing-has-this-name",
    "/datanets?sort=-rowsAccepted",
  ],
  "/datanets/$id": ({ datanet }) => [
    `/datanets/${datanet}`,
    `/datanets/${datanet}?view=repeated`,
    `/datanets/${datanet}?view=lowered`,
    `/datanets/${datanet}?view=worth`,
    `/datanets/${datanet}?rows.page=2`,
    `/datanets/${datanet}?rows.q=starter`,
    `/datanets/${datanet}?rows.columns=leaf,text,position`,
    `/datanets/${datanet}?given.sort=rowsPassed`,
    `/datanets/${datanet}?given.open=3`,
    `/datanets/${datanet}?given.open=3&refused.sort=-line`,
    `/datanets/${datanet}?given.state=signed`,
    `/datanets/${datanet}?credit.columns=text,answers`,
    `/datanets/${datanet}?versions.columns=number,root`,
  ],
  "/datanets/$id/versions/$number": ({ datanet }) => [`/datanets/${datanet}/versions/1`],
  "/datanets/$id/withdraw": ({ datanet, leaf }) => [
    `/datanets/${datanet}/withdraw`,
    `/datanets/${datanet}/withdraw?row=${leaf}`,
  ],
  "/datanets/$id/notices": ({ datanet, leaf }) => [
    `/datanets/${datanet}/notices`,
    `/datanets/${datanet}/notices?row=${leaf}`,
  ],
  "/datanets/$id/reviewers": ({ datanet }) => [`/datanets/${datanet}/reviewers`],
  "/invitations/$id": ({ invitation }) => [`/invitations/${invitation}`],
  "/contributions/$id": ({ contribution }) => [
    `/contributions/${contribution}`,
    `/contributions/${contribution}?sample=5`,
    `/contributions/${contribution}?state=held`,
    `/contributions/${contribution}?q=nothing-says-this`,
  ],
  "/chain": () => ["/chain", "/chain?show=1"],
  "/court": () => ["/court", "/court?view=cases", "/court?view=votes", "/court?view=sales"],
  "/models": () => ["/models", "/models?columns=name,owner,receipts", "/models?runs.state=failed", "/models?q=nothing"],
  "/models/$name": ({ model }) => [`/models/${model}`],
  "/runs/$id": ({ run }) => [`/runs/${run}`],
  "/receipts": () => [
    "/receipts",
    "/receipts?sort=feeGwei",
    "/receipts?sort=-dataPpm&columns=id,dataPpm,feeGwei",
    "/receipts?state=answered",
    "/receipts?page=9",
  ],
  "/receipts/$id": ({ receipt, contributor, words }) => [
    `/receipts/${receipt}`,
    `/receipts/${receipt}?by=${contributor}`,
    `/receipts/${receipt}?words=${words}`,
  ],
  "/rows/$leaf": ({ leaf }) => [`/rows/${leaf}`, `/rows/${leaf}?sort=paidGwei&columns=receipt,paidGwei`],
  "/epochs": () => ["/epochs", "/epochs?columns=number,transaction"],
  "/epochs/$number": ({ epoch }) => [`/epochs/${epoch}`, `/epochs/${epoch}?sort=-paidGwei`],
  "/agents": () => ["/agents"],
  "/agents/$id": ({ mandate }) => [`/agents/${mandate}`],
  "/actions/$id": ({ action }) => [`/actions/${action}`],
  "/evidence": ({ receipt, model }) => ["/evidence", `/evidence?of=${receipt}`, `/evidence?of=${model}`],
  "/administration": () => ["/administration"],
  "/glossary": () => ["/glossary"],
  "/accounts/$address": ({ contributor, contribution }) => [
    `/accounts/${contributor}`,
    `/accounts/${contributor}?role=waiting`,
    `/accounts/${contributor}?sort=gwei`,
    `/accounts/${contributor}?columns=receiptId,role,gwei,epoch`,
    `/accounts/${contributor}?given.open=${contribution}`,
  ],
};

/** Every route of the page with its addresses, and what is wrong with the list of samples. */
export async function statesOf(page, base, facts) {
  await page.goto(base);
  await page.waitForFunction(() => self.__TSR_ROUTER__ !== undefined);
  const routes = await page.evaluate(() => Object.keys(self.__TSR_ROUTER__.routesByPath));
  const failures = [
    ...routes.filter((route) => !SAMPLES[route]).map((route) => `the route ${route} has no sample in e2e/states.mjs`),
    ...Object.keys(SAMPLES)
      .filter((route) => !routes.includes(route))
      .map((route) => `e2e/states.mjs has a sample of ${route}, which is no route`),
  ];
  const states = Object.entries(SAMPLES).filter(([route]) => routes.includes(route));
  return { failures, states: states.map(([route, sample]) => ({ route, addresses: sample(facts) })) };
}
