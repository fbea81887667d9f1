package org.openledger.upstream;

/**
 * What an upstream answers with.
 *
 * @param name of the model, by which it is asked
 * @param digest SHA-256 of the adapter
 * @param path of the adapter's PEFT folder, as upstreams see it
 */
record RemoteAdapter(String name, String digest, String path) {}
