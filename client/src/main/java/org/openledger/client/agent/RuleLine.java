package org.openledger.client.agent;

/**
 * What one rule said of a call.
 *
 * @param rule its name
 * @param found holds, asks or refuses
 * @param says why; empty where it holds
 */
public record RuleLine(String rule, String found, String says) {}
