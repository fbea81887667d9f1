// Verifies the credential of a pack with Digital Bazaar's libraries: node vc.mjs CREDENTIAL. Contexts and keys are looked up in the
// libraries alone. Prints "verified", or why not, with exit 1.
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";

const credential = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** A did:key of Ed25519 is its own document: the key is its name. */
async function documentLoader(url) {
  if (url.startsWith("did:key:z6Mk")) {
    const did = url.split("#")[0];
    const id = `${did}#${did.slice("did:key:".length)}`;
    const method = { "@context": "https://w3id.org/security/multikey/v1", id, type: "Multikey", controller: did, publicKeyMultibase: id.split("#")[1] };
    const document = url.includes("#")
      ? method
      : { "@context": ["https://www.w3.org/ns/did/v1"], id: did, assertionMethod: [id], verificationMethod: [method] };
    return { contextUrl: null, documentUrl: url, document };
  }
  return vc.defaultDocumentLoader(url);
}

const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
const result = await vc.verifyCredential({ credential, suite, documentLoader });
if (!result.verified) {
  const errors = result.error?.errors ?? [result.error];
  console.log(errors.map((each) => each?.message ?? String(each)).join("; "));
  process.exit(1);
}
console.log("verified");
