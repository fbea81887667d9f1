package org.openledger.datanet.review;

/** Somebody who reviews with a Datanet's owner. */
public record Member(long datanet, String address, ReviewRole role, String invitedBy, long joinedMillis) {}
