package org.openledger.client.notification;

import java.util.List;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * A target to be.
 *
 * @param account who is told there
 * @param kind how
 * @param address an https:// URL, or a mail address
 * @param events what it is told of; without any, of all: review (rows wait for it), decided, asked, answered, withdrawn, notice (against
 *     rows), paid
 */
public record NewTarget(
        String account,
        @Words({"webhook", "mail"}) String kind,

        @Example("\"https://hooks.example.org/openledger\"") String address,

        @WhenAbsent("[]") @Example("[\"decided\",\"asked\"]") @AtMost(7)
        List<String> events) {}
