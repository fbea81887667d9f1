package org.openledger.attribution.influence;

/**
 * The ends of a run's scale of support, as its manifest keeps them, in parts per million of an answer.
 *
 * @param nonePpm where rows carry no more than this there is none
 * @param allPpm where they carry at least this there is all
 */
public record KeptSupport(int nonePpm, int allPpm) {}
