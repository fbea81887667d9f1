package org.openledger.datanet.row;

/**
 * Which rows may lead a row on its way in.
 *
 * @param contributor who offers it; rows of their own that were not taken do not count
 * @param contribution the upload it is in, whose earlier rows count too
 * @param afterPosition of signed rows those count that were signed after this; -1 for all, and for rows of the upload
 */
public record SearchScope(String contributor, long contribution, long afterPosition) {}
