package org.openledger.client.notification;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some of what targets were told.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record NotificationList(List<NotificationLine> list, long total) implements ListingAnswer<NotificationLine> {}
